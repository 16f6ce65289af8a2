package io.ordertrail.platform.parking;

import java.util.stream.Stream;

/** Why an event could not be handled, in a line of bounded length. */
final class Cause {

    private static final int LONGEST = 1_000;
    private static final int DEEPEST = 20;

    private Cause() {
    }

    /** What was thrown, and what was at the root of it. */
    static String of(Throwable failure) {
        Throwable root = Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(DEEPEST)
                .reduce((outer, inner) -> inner).orElse(failure);
        String cause = root == failure ? failure.toString() : "%s, because of %s".formatted(failure, root);
        return cause.length() <= LONGEST ? cause : cause.substring(0, LONGEST - 1) + "…";
    }
}
