package io.ordertrail.command.process;

/** The node dies here. */
class Crash extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
