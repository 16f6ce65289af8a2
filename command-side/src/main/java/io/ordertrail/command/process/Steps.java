package io.ordertrail.command.process;

import io.ordertrail.command.Commands;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import org.springframework.stereotype.Component;

/**
 * Sends a process's commands, in their own lane. A refusal is an answer that the step decides about; a failure (no answer in time, a store that is down) is
 * none: it is thrown, and the event comes again.
 */
@Component
class Steps {

    private final Commands commands;

    Steps(Commands commands) {
        this.commands = commands.forProcesses();
    }

    /** Sends what nobody may refuse. */
    void take(Object command) {
        commands.send(command);
    }

    /** Sends what may be refused. */
    Answer attempt(Object command) {
        try {
            return new Answer(commands.send(command), null);
        } catch (Refusal refusal) {
            if (refusal.isFailure()) {
                throw refusal;
            }
            return new Answer(null, refusal);
        }
    }

    /** Sends what may have been done already: an aggregate that is further on says {@code INVALID_STATE}, and that is fine. */
    Answer settle(Object command) {
        Answer answer = attempt(command);
        if (answer.isRefused() && !answer.isRefusedAs(Code.INVALID_STATE)) {
            throw answer.refusal();
        }
        return answer;
    }
}
