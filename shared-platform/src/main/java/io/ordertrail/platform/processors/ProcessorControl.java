package io.ordertrail.platform.processors;

import io.ordertrail.platform.processors.ProcessorRegistry.Resizing;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.StreamingEventProcessor;

/** Shows processors; pauses, resumes, splits and merges one on whichever nodes it runs, and waits until that is so. */
public class ProcessorControl {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** More would wait for threads rather than share work. */
    private static final int MOST_SEGMENTS = 64;

    private final LocalProcessors local;
    private final ProcessorRegistry registry;
    private final ProcessorKeeper keeper;
    private final Duration patience;

    /** @param patience how long to wait before the caller is told to ask again */
    ProcessorControl(LocalProcessors local, ProcessorRegistry registry, ProcessorKeeper keeper, Duration patience) {
        this.local = local;
        this.registry = registry;
        this.keeper = keeper;
        this.patience = patience;
    }

    /** Why a processor cannot be split or merged. */
    private enum State {
        PAUSED, RUNNING, RESIZING
    }

    /** Every processor of this node with its segments on all nodes, by name. */
    public List<ProcessorStatus> status() {
        return keeper.status();
    }

    /** @throws Refusal {@code UNAVAILABLE} if some node still works on it after a while */
    public ProcessorStatus pause(String name) {
        StreamingEventProcessor processor = require(name);
        registry.pause(name);
        await(() -> keeper.standsStill(processor), "%s has been told to stop, but some node still works on it".formatted(name));
        return statusOf(name);
    }

    /** @throws Refusal {@code UNAVAILABLE} if it does not run on every node after a while */
    public ProcessorStatus resume(String name) {
        StreamingEventProcessor processor = require(name);
        registry.resume(name);
        await(() -> keeper.runs(processor), "%s has been told to go on, but does not run on every node yet".formatted(name));
        return statusOf(name);
    }

    /**
     * Splits the largest segment.
     *
     * @throws Refusal {@code INVALID_STATE} while it is paused or being resized, or has as many segments as it may
     */
    public ProcessorStatus split(String name) {
        return resize(name, segments -> segments.size() >= MOST_SEGMENTS
                ? Optional.empty()
                : segments.stream().min(Comparator.comparingInt(Segment::getMask).thenComparing(Segment::getSegmentId))
                        .map(largest -> new Resizing(largest.getSegmentId(), largest.getSegmentId())));
    }

    /**
     * Merges the smallest segment with the one it was split from.
     *
     * @throws Refusal {@code INVALID_STATE} while it is paused or being resized, or has one segment only
     */
    public ProcessorStatus merge(String name) {
        return resize(name, segments -> segments.size() == 1
                ? Optional.empty()
                : segments.stream().max(Comparator.comparingInt(Segment::getMask).thenComparing(Segment::getSegmentId))
                        .map(smallest -> new Resizing(smallest.getSegmentId(), smallest.mergeableSegmentId())));
    }

    private interface Choice {

        Optional<Resizing> among(List<Segment> segments);
    }

    private ProcessorStatus resize(String name, Choice choice) {
        StreamingEventProcessor processor = require(name);
        if (!processor.isRunning()) {
            throw Refusal.invalidState(State.PAUSED, "%s is paused".formatted(name));
        }
        List<Segment> before = local.segments(processor);
        Resizing wanted = choice.among(before).orElseThrow(() -> Refusal.invalidState(State.RUNNING,
                "%s has %d segments, which is the bound".formatted(name, before.size())));
        if (!registry.resize(name, wanted)) {
            throw Refusal.invalidState(State.RESIZING, "%s is being split or merged".formatted(name));
        }
        try {
            await(() -> local.segments(processor).size() != before.size() && !registry.wishes().resizing().containsKey(name),
                    "No node could do that with %s in time".formatted(name));
        } finally {
            registry.waitsNoLonger(name);
        }
        return statusOf(name);
    }

    private StreamingEventProcessor require(String name) {
        if (!local.exists(name)) {
            throw Refusal.notFound("processor", name);
        }
        return local.find(name).orElseThrow(() -> Refusal.invalidState(State.RUNNING, "%s has no segments".formatted(name)));
    }

    private void await(BooleanSupplier done, String otherwise) {
        long deadline = System.nanoTime() + patience.toNanos();
        keeper.hurry();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw Refusal.of(Code.UNAVAILABLE, otherwise);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private ProcessorStatus statusOf(String name) {
        return keeper.status().stream().filter(status -> status.name().equals(name)).findFirst().orElseThrow();
    }
}
