package io.ordertrail.command.process;

import io.ordertrail.command.Commands;
import io.ordertrail.command.Outcome;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Sends a process's commands. A refusal is an answer that the step decides about; a failure (no answer in time, a store that is down) is
 * none: it is thrown, and the event comes again.
 */
@Component
class Steps {

    private static final int FIRST_FAILURE_STATUS = 500;

    private final Commands commands;

    Steps(Commands commands) {
        this.commands = commands;
    }

    /** Sends what nobody may refuse. */
    Outcome take(Object command) {
        return commands.send(command);
    }

    /** Sends; answers the refusal, if it was refused. */
    Optional<Refusal> attempt(Object command) {
        try {
            commands.send(command);
            return Optional.empty();
        } catch (Refusal refusal) {
            if (refusal.code().status() >= FIRST_FAILURE_STATUS) {
                throw refusal;
            }
            return Optional.of(refusal);
        }
    }

    /** Sends what may have been done already: an aggregate that is further on says {@code INVALID_STATE}, and that is fine. */
    void settle(Object command) {
        attempt(command).filter(refusal -> refusal.code() != Code.INVALID_STATE).ifPresent(refusal -> {
            throw refusal;
        });
    }
}
