package io.ordertrail.views.rebuild;

import io.ordertrail.views.following.View;
import io.ordertrail.views.membership.Nodes;
import io.ordertrail.views.state.ViewState;
import io.ordertrail.views.state.ViewStates;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Makes another generation the live one, by one write. Two generations are followed each for itself, so one is always a moment behind the
 * other; a reader who came from one to the other, or back while some nodes have not heard of the switch, could see an older state than
 * before. So all nodes let their queries wait for that moment: once each has said so, and the generation to come has all that the other can
 * have shown, the view's state is written, and every node goes on with it.
 *
 * <p>
 * Each way returns the state as written; nothing if the view was not as it was seen any more, or the nodes or the generation did not get ready in
 * time: then all is as before.
 */
@Component
class Switching {

    /** A switch takes about 100 ms; one that takes longer than this is given up. */
    private static final Duration TIME_LIMIT = Duration.ofSeconds(3);

    private static final Duration LOOK = Duration.ofMillis(5);

    private final ViewStates states;
    private final Nodes nodes;
    private final Clock clock;

    Switching(ViewStates states, Nodes nodes, Clock clock) {
        this.states = states;
        this.nodes = nodes;
        this.clock = clock;
    }

    /** To what the view's rebuild has built. */
    Optional<ViewState> toBuilt(View<?> view, ViewState seen) throws InterruptedException {
        return to(view, seen.rebuild().generation(), () -> states.announceSwitch(seen),
                announced -> states.completeSwitch(announced, clock.instant()));
    }

    /** To the former generation. */
    Optional<ViewState> back(View<?> view, ViewState seen) throws InterruptedException {
        return to(view, seen.former(), () -> states.announceRollBack(seen), states::completeRollBack);
    }

    private Optional<ViewState> to(View<?> view, int generation, Supplier<Optional<ViewState>> announce,
            Function<ViewState, Optional<ViewState>> complete) throws InterruptedException {
        long deadline = System.nanoTime() + TIME_LIMIT.toNanos();
        long near = view.head();
        // Nobody is to wait for a generation that has far to go.
        if (!await(deadline, () -> view.position(generation) >= near)) {
            return Optional.empty();
        }
        Optional<ViewState> announced = announce.get();
        if (announced.isEmpty()) {
            return Optional.empty();
        }
        String id = announced.get().switching().id();
        try {
            if (!await(deadline, () -> held(nodes.of(view.name()), id))) {
                return Optional.empty();
            }
            long shown = view.head();
            if (!await(deadline, () -> view.position(generation) >= shown)) {
                return Optional.empty();
            }
            // However late this is: once anybody has gone on with the former generation, the switch is void.
            return complete.apply(announced.get());
        } finally {
            RebuildWorker.leaveOrderly(() -> states.voidSwitch(view.name(), id),
                    "A switch could not be ended; the nodes that wait for it do so");
        }
    }

    private static boolean held(List<Nodes.Report> reports, String id) {
        return reports.stream().allMatch(report -> id.equals(report.held()));
    }

    private static boolean await(long deadline, BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(LOOK);
        }
        return true;
    }
}
