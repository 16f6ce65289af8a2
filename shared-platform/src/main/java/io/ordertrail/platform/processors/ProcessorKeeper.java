package io.ordertrail.platform.processors;

import io.ordertrail.platform.processors.ProcessorRegistry.Node;
import io.ordertrail.platform.processors.ProcessorRegistry.Resizing;
import io.ordertrail.platform.processors.ProcessorRegistry.Wishes;
import io.ordertrail.platform.processors.ProcessorStatus.SegmentStatus;
import io.ordertrail.platform.supervision.Supervised;
import io.ordertrail.platform.supervision.Supervisor;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.lifecycle.Phase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks at the registry once a second: says how this node's processors stand, reckons their shares anew, and does what operators want. It
 * looks once before Axon starts the processors, so that a paused one handles nothing on a new node either.
 */
class ProcessorKeeper implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessorKeeper.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** Long enough for the other node to merge what this one has let go. */
    private static final long RELEASE_SECONDS = 5;

    private final LocalProcessors local;
    private final ProcessorRegistry registry;
    private final FairShare share;
    private final SegmentGrowth growth;
    private final String node;
    private final Supervisor supervisor;
    private Supervised looking;

    ProcessorKeeper(LocalProcessors local, ProcessorRegistry registry, FairShare share, SegmentGrowth growth, Supervisor supervisor) {
        this.local = local;
        this.registry = registry;
        this.share = share;
        this.growth = growth;
        this.node = registry.node();
        this.supervisor = supervisor;
    }

    /** Has it look at once, for who has just said what is wanted. */
    synchronized void hurry() {
        if (looking != null) {
            looking.hurry();
        }
    }

    synchronized void look() {
        List<String> names = local.names();
        if (names.isEmpty()) {
            return;
        }
        registry.say(local.status());
        Wishes wishes = registry.wishes();
        List<Node> living = registry.living();
        Supervisor.each(names, name -> local.find(name).ifPresent(processor -> tend(processor, wishes, living)));
    }

    private void tend(StreamingEventProcessor processor, Wishes wishes, List<Node> living) {
        String name = processor.getName();
        if (wishes.paused().contains(name)) {
            share.none(name);
            local.pause(processor);
            return;
        }
        share.reckon(name, local.segments(processor).size(), node,
                living.stream().filter(other -> other.processors().containsKey(name)).map(Node::name).toList());
        local.resume(processor);
        Resizing resizing = wishes.resizing().get(name);
        if (resizing != null && processor.isRunning()) {
            resize(processor, resizing);
        } else if (processor.isRunning()) {
            growth.grow(processor, local.segments(processor));
        }
    }

    private void resize(StreamingEventProcessor processor, Resizing wanted) {
        boolean ours = processor.processingStatus().containsKey(wanted.segment());
        if (ours && wanted.isSplit()) {
            tell(processor, wanted, processor.splitSegment(wanted.segment()).orTimeout(RELEASE_SECONDS, TimeUnit.SECONDS).join());
        } else if (ours && local.available(processor).contains(wanted.other())) {
            // Asked for before that, a merge would keep both segments from everybody for a minute.
            tell(processor, wanted, processor.mergeSegment(wanted.segment()).orTimeout(RELEASE_SECONDS, TimeUnit.SECONDS).join());
        } else if (!ours && processor.processingStatus().containsKey(wanted.other())) {
            processor.releaseSegment(wanted.other(), RELEASE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void tell(StreamingEventProcessor processor, Resizing wanted, boolean done) {
        LOG.info("{}: {} {}", processor.getName(), wanted.isSplit() ? "split" : "merge", done ? "done" : "not possible");
        if (done) {
            registry.resized(processor.getName(), wanted);
        }
    }

    /** Every processor of this node with its segments on all nodes, by name. */
    List<ProcessorStatus> status() {
        List<Node> others = others();
        return local.status().stream().map(processor -> withThoseOf(others, processor)).toList();
    }

    /** Whether no node works on it any more; one that has gone silent counts until its claims have run out. */
    boolean standsStill(StreamingEventProcessor processor) {
        return !local.isRunning(processor) && others().stream().noneMatch(other -> runs(other, processor.getName()))
                && local.available(processor).size() == local.segments(processor).size();
    }

    /** Whether it runs on every node. */
    boolean runs(StreamingEventProcessor processor) {
        return processor.isRunning() && others().stream().filter(other -> other.processors().containsKey(processor.getName()))
                .allMatch(other -> runs(other, processor.getName()));
    }

    private static boolean runs(Node node, String processor) {
        ProcessorStatus status = node.processors().get(processor);
        return status != null && status.running();
    }

    /** None if there are no processors, for then nobody looks at the registry. */
    private List<Node> others() {
        return local.names().isEmpty()
                ? List.of()
                : registry.living().stream().filter(other -> !other.name().equals(node)).toList();
    }

    private static ProcessorStatus withThoseOf(List<Node> others, ProcessorStatus here) {
        Map<Integer, SegmentStatus> segments = new TreeMap<>();
        Stream.concat(others.stream().flatMap(other -> Stream.ofNullable(other.processors().get(here.name()))), Stream.of(here))
                .flatMap(processor -> processor.segments().stream())
                // What somebody works on is more to the point than that it once failed elsewhere.
                .sorted(Comparator.comparing(segment -> segment.node() != null))
                .forEach(segment -> segments.put(segment.id(), segment));
        return new ProcessorStatus(here.name(), here.running(), List.copyOf(segments.values()));
    }

    @Override
    public synchronized void start() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.warn("Cannot look what is wanted of the processors before they start: {}", e.toString());
        }
        looking = supervisor.every("processors", LOOK, this::look);
    }

    /** After the processors, so that others take over what is free by then. */
    @Override
    public void stop() {
        Supervised last;
        synchronized (this) {
            last = looking;
            looking = null;
        }
        // Not while it is kept from a look that it has begun.
        last.close();
        try {
            if (!local.names().isEmpty()) {
                registry.say(List.of());
            }
        } catch (RuntimeException e) {
            LOG.debug("Cannot say goodbye", e);
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return looking != null;
    }

    @Override
    public int getPhase() {
        return Phase.INBOUND_EVENT_CONNECTORS - 1;
    }
}
