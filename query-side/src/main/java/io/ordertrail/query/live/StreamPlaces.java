package io.ordertrail.query.live;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many streams this node has, and each caller on it. */
final class StreamPlaces {

    private final int most;
    private final int mostPerCaller;
    private final AtomicInteger taken = new AtomicInteger();
    private final Map<String, Integer> takenBy = new ConcurrentHashMap<>();

    /** @param mostPerCaller 0 for any number */
    StreamPlaces(int most, int mostPerCaller) {
        this.most = most;
        this.mostPerCaller = mostPerCaller;
    }

    /** @throws Refusal {@code TOO_MANY_REQUESTS} if the caller has as many as one may have, {@code OVERLOADED} if the node has */
    void take(String caller) {
        if (taken.incrementAndGet() > most) {
            taken.decrementAndGet();
            throw Refusal.of(Code.OVERLOADED, "This server has as many live streams as it may have");
        }
        if (mostPerCaller > 0 && takenBy.merge(caller, 1, Integer::sum) > mostPerCaller) {
            giveBack(caller);
            throw Refusal.of(Code.TOO_MANY_REQUESTS, "A caller may have %,d live streams on a server".formatted(mostPerCaller));
        }
    }

    void giveBack(String caller) {
        taken.decrementAndGet();
        takenBy.computeIfPresent(caller, (same, count) -> count == 1 ? null : count - 1);
    }

    int taken() {
        return taken.get();
    }
}
