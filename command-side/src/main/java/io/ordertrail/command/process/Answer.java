package io.ordertrail.command.process;

import io.ordertrail.command.Outcome;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;

/** What an aggregate answered to a step: done, or refused for a reason of its own. Exactly one of the two is not null. */
public record Answer(Outcome outcome, Refusal refusal) {

    public boolean isRefused() {
        return refusal != null;
    }

    public boolean isRefusedAs(Code code) {
        return isRefused() && refusal.code() == code;
    }

    /** The state in which it was done or which forbids it; for a refusal that is not about a state, its code. */
    public String status() {
        if (!isRefused()) {
            return outcome.status();
        }
        String current = refusal.reason().currentStatus();
        return current == null ? refusal.code().name() : current;
    }
}
