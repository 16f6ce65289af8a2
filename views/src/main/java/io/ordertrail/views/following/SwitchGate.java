package io.ordertrail.views.following;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.views.state.ViewState;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** A view's state as this node has last seen it, and where queries wait while that does not say for certain which generation they read. */
final class SwitchGate {

    /** A switch takes a fraction of this. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String view;
    private final BooleanSupplier fresh;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition released = lock.newCondition();
    private volatile ViewState state;

    /** @param fresh whether no switch can have come about that this node has not heard of */
    SwitchGate(String view, BooleanSupplier fresh) {
        this.view = view;
        this.fresh = fresh;
    }

    /** Null before this node has looked. */
    ViewState state() {
        return state;
    }

    void observe(ViewState seen) {
        lock.lock();
        try {
            state = seen;
            released.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean fresh() {
        return fresh.getAsBoolean();
    }

    /** Whether a view that is like this must not answer. */
    boolean held(ViewState known) {
        return !fresh() || known != null && known.switching() != null;
    }

    /**
     * The state, once it is certain.
     *
     * @throws Refusal {@code UNAVAILABLE} if it does not become so
     */
    ViewState settled() {
        ViewState known = state;
        if (!held(known)) {
            return known;
        }
        lock.lock();
        try {
            long left = PATIENCE.toNanos();
            while (held(state)) {
                if (left <= 0) {
                    throw Refusal.of(Code.UNAVAILABLE, "The view %s cannot be read just now".formatted(view));
                }
                left -= TimeUnit.MILLISECONDS.toNanos(100) - Math.max(0, released.awaitNanos(TimeUnit.MILLISECONDS.toNanos(100)));
            }
            return state;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.of(Code.UNAVAILABLE, "The server is stopping");
        } finally {
            lock.unlock();
        }
    }
}
