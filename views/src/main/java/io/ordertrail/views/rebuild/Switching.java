package io.ordertrail.views.rebuild;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.ordertrail.views.documents.ViewStore;
import io.ordertrail.views.following.View;
import io.ordertrail.views.membership.Nodes;
import io.ordertrail.views.state.Pointer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/**
 * Makes another generation the live one, by one write. Two generations are followed each for itself, so one is always a moment behind the
 * other; a reader who came from one to the other, or back while some nodes have not heard of the switch, could see an older state than
 * before. So all nodes let their queries wait for that moment: once each has said so, and the generation to come has all that the other can
 * have shown, the pointer is written, and every node goes on with it.
 */
@Component
class Switching {

    /** A switch takes about 100 ms; one that takes longer than this is given up. */
    private static final Duration TIME_LIMIT = Duration.ofSeconds(3);

    private static final Duration LOOK = Duration.ofMillis(5);

    private final ViewStore store;
    private final Nodes nodes;

    Switching(ViewStore store, Nodes nodes) {
        this.store = store;
        this.nodes = nodes;
    }

    /**
     * @param condition what the pointer must be like, at the beginning and at the end
     * @param change what the switch writes
     * @return the pointer as written; nothing if the condition did not hold, or the nodes or the generation did not get ready in time: then
     *     all is as before
     */
    Optional<Document> to(View<?> view, int generation, Bson condition, Bson change) throws InterruptedException {
        long deadline = System.nanoTime() + TIME_LIMIT.toNanos();
        long near = view.head();
        // Nobody is to wait for a generation that has far to go.
        if (!await(deadline, () -> view.position(generation) >= near)) {
            return Optional.empty();
        }
        String id = UUID.randomUUID().toString();
        Document begun = new Document(Pointer.Switch.ID, id).append(Pointer.Switch.TO, generation);
        if (store.update(view.name(), Filters.and(condition, Filters.exists(Pointer.SWITCHING, false)),
                Updates.set(Pointer.SWITCHING, begun)).isEmpty()) {
            return Optional.empty();
        }
        try {
            if (!await(deadline, () -> held(nodes.of(view.name()), id))) {
                return Optional.empty();
            }
            long shown = view.head();
            if (!await(deadline, () -> view.position(generation) >= shown)) {
                return Optional.empty();
            }
            // However late this is: once anybody has gone on with the former generation, the switch is void.
            return store.update(view.name(), Filters.and(Filters.eq(Pointer.SWITCHING + "." + Pointer.Switch.ID, id), condition),
                    Updates.combine(change, Updates.unset(Pointer.SWITCHING)));
        } finally {
            Steps.leaveOrderly(() -> store.endSwitch(view.name(), id), "A switch could not be ended; the nodes that wait for it do so");
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
