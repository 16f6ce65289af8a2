package io.ordertrail.platform.subscription;

import java.io.IOException;

/**
 * What came of one attempt.
 *
 * @param status the HTTP status, null where none was answered or none is known there
 * @param problem why it is no success, in a line of bounded length; null if it is one
 */
public record Answer(Integer status, String problem) {

    private static final int LONGEST = 300;

    public Answer {
        problem = problem == null || problem.length() <= LONGEST ? problem : problem.substring(0, LONGEST - 1) + "…";
    }

    /** By the status alone: 2xx is success. */
    public static Answer of(int status) {
        return new Answer(status, status / 100 == 2 ? null : "answered %d".formatted(status));
    }

    /** Other failures may say what was to be sent. */
    static Answer none(Throwable failure) {
        boolean tellable = failure instanceof IOException || failure instanceof IllegalStateException;
        return new Answer(null, tellable && failure.getMessage() != null ? failure.getMessage() : failure.getClass().getSimpleName());
    }

    public boolean isSuccess() {
        return problem == null;
    }
}
