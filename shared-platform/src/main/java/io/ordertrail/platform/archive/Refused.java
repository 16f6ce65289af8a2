package io.ordertrail.platform.archive;

/** What was asked for is not done; the message says why, and what to do. */
public class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Refused(String message) {
        super(message);
    }
}
