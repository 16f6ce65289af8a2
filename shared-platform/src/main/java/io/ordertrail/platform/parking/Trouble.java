package io.ordertrail.platform.parking;

import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoInterruptedException;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.web.Outage;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.axonframework.common.AxonTransientException;

/**
 * Tells trouble that every event would have, for which a segment waits, from what is wrong with one event, which is parked. Trouble that keeps coming
 * back to one event while many others get through is that event's own after all.
 */
final class Trouble {

    /** With the pauses that a failing segment makes, that is half a minute. */
    private static final int MOST_TRIES = 5;
    private static final int MANY_OTHERS = 20;

    /** Far more than there can be segments, each with one event that is in trouble. */
    private static final int MOST_REMEMBERED = 1_000;
    private static final int DEEPEST_CAUSE = 20;

    private static final String BROKEN_DATA = "22";
    private static final String BROKEN_CONSTRAINT = "23";

    private final Collection<Outage> outages;
    private final AtomicLong through = new AtomicLong();
    private final Map<String, Tries> tries = new ConcurrentHashMap<>();

    /** @param through how many events had been handled when the first try failed */
    private record Tries(int count, long through) {
    }

    Trouble(Collection<Outage> outages) {
        this.outages = outages;
    }

    /** The event has been handled. */
    void over(String event) {
        through.incrementAndGet();
        if (!tries.isEmpty()) {
            tries.remove(event);
        }
    }

    /** Whether the event has to wait where it is, and its segment with it. */
    boolean holds(String event, Throwable failure) {
        if (!isBehind(failure)) {
            tries.remove(event);
            return false;
        }
        if (tries.size() >= MOST_REMEMBERED) {
            tries.clear();
        }
        Tries now = tries.merge(event, new Tries(1, through.get()), (before, first) -> new Tries(before.count() + 1, before.through()));
        boolean onlyThisOne = now.count() >= MOST_TRIES && through.get() - now.through() >= MANY_OTHERS;
        if (onlyThisOne) {
            tries.remove(event);
        }
        return !onlyThisOne;
    }

    boolean isBehind(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(DEEPEST_CAUSE)
                .anyMatch(cause -> isOne(cause) || outages.stream().anyMatch(outage -> outage.isSeenIn(cause)));
    }

    private static boolean isOne(Throwable cause) {
        return switch (cause) {
            case Refusal refusal -> refusal.isFailure() && !UnknownEvent.isSeenIn(refusal);
            // Somebody else was faster, again and again; or no node has said yet that it takes such commands.
            case AxonTransientException passing -> true;
            case SQLException sql -> sql.getSQLState() == null
                    || !sql.getSQLState().startsWith(BROKEN_DATA) && !sql.getSQLState().startsWith(BROKEN_CONSTRAINT);
            case MongoInterruptedException interrupted -> true;
            case MongoExecutionTimeoutException late -> true;
            case MongoException mongo -> mongo.hasErrorLabel(MongoException.TRANSIENT_TRANSACTION_ERROR_LABEL)
                    || mongo.hasErrorLabel("RetryableWriteError");
            case IOException io -> true;
            case TimeoutException late -> true;
            case InterruptedException stopping -> true;
            case RejectedExecutionException stopping -> true;
            case CancellationException stopping -> true;
            case StackOverflowError deep -> false;
            case VirtualMachineError machine -> true;
            default -> false;
        };
    }
}
