package io.ordertrail.platform.actions;

import java.time.Instant;

/**
 * One thing that an operator has asked for.
 *
 * @param at by the clock of the node that was asked
 * @param by the caller's subject; null where nobody must say who they are
 * @param path that was asked, without its parameters
 * @param status that was answered, as HTTP has it
 * @param note what was observed, where the status does not tell; null where it does
 */
public record Action(Instant at, String by, String method, String path, int status, String note) {

    public boolean done() {
        return status < 400;
    }
}
