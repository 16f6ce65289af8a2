package io.ordertrail.views.projection;

import java.util.function.Supplier;

/**
 * Folding a view sends nothing: an event is folded as often as its view is built, and what it caused was caused when it happened. What could
 * send something asks here first.
 */
public final class Effects {

    private static final ThreadLocal<Boolean> FORBIDDEN = ThreadLocal.withInitial(() -> false);

    private Effects() {
    }

    static <T> T none(Supplier<T> fold) {
        boolean before = FORBIDDEN.get();
        FORBIDDEN.set(true);
        try {
            return fold.get();
        } finally {
            FORBIDDEN.set(before);
        }
    }

    /** @throws IllegalStateException while this thread folds a view */
    public static void requireAllowed(String what) {
        if (FORBIDDEN.get()) {
            throw new IllegalStateException("A view being folded sends nothing, and this would send " + what);
        }
    }
}
