package io.ordertrail.query.live;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.views.following.View;
import io.ordertrail.views.following.Views;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Reads contents as soon as the views can tell them. No thread waits for that. */
final class ContentReader {

    /** A view follows within a fraction of it; a node that has died is stood in for within half of it. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration SHORTEST_REST = Duration.ofMillis(10);

    private final LiveThreads threads;
    private final Views views;

    ContentReader(LiveThreads threads, Views views) {
        this.threads = threads;
        this.views = views;
    }

    /** Who wants it no more cancels it: nothing more is done for it then. */
    CompletableFuture<String> read(LiveContent content, String orderId, List<ConsistencyToken> seen) {
        Reading reading = new Reading(content, orderId, seen);
        threads.execute(reading::attempt);
        return reading.text;
    }

    private final class Reading {

        private final LiveContent content;
        private final String orderId;
        private final List<ConsistencyToken> seen;
        private final long deadline = System.nanoTime() + PATIENCE.toNanos();
        private final Set<String> waitedFor = new HashSet<>();
        private final CompletableFuture<String> text = new CompletableFuture<>();
        private Duration rest = SHORTEST_REST;

        Reading(LiveContent content, String orderId, List<ConsistencyToken> seen) {
            this.content = content;
            this.orderId = orderId;
            this.seen = seen;
        }

        void attempt() {
            if (text.isDone()) {
                return;
            }
            try {
                text.complete(content.of(orderId, seen));
            } catch (RuntimeException | Error e) {
                if (e instanceof Refusal refusal && mayPass(refusal) && System.nanoTime() < deadline) {
                    again(refusal);
                } else {
                    text.completeExceptionally(e);
                }
            }
        }

        /** When the view that is behind calls; if it has called in vain, or is not behind but away, after a rest. */
        private void again(Refusal refusal) {
            Optional<View<?>> behind = Optional.ofNullable(refusal.reason().view()).flatMap(views::view);
            if (behind.isPresent() && waitedFor.add(behind.get().name())) {
                CompletableFuture<Void> call = behind.get().room().enter(seen);
                call.completeOnTimeout(null, deadline - System.nanoTime(), TimeUnit.NANOSECONDS)
                        .whenComplete((nothing, failure) -> threads.execute(this::attempt));
                text.whenComplete((content, failure) -> call.cancel(false));
            } else {
                threads.executeAfter(rest, this::attempt);
                rest = rest.multipliedBy(3).dividedBy(2);
            }
        }
    }

    /** Whether the same question may be answered a moment later. */
    static boolean mayPass(Refusal refusal) {
        return refusal.code().status() == 503;
    }
}
