package io.ordertrail.command.process;

import io.ordertrail.command.consumer.ConsumerCommand.VerifyConsumer;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.Money;
import io.ordertrail.events.Rejection;
import io.ordertrail.platform.refusal.Code;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Asks a consumer for an order, as placing and revising do. */
@Component
class ConsumerCheck {

    private final Steps steps;

    ConsumerCheck(Steps steps) {
        this.steps = steps;
    }

    /** What stands against an order of that total now; empty if nothing does. */
    Optional<Rejection> objection(ConsumerId consumer, Money total) {
        Answer answer = steps.attempt(new VerifyConsumer(consumer, total), Code.NOT_FOUND, Code.INVALID);
        if (!answer.isRefused()) {
            return Optional.empty();
        }
        return Optional.of(answer.isRefusedAs(Code.NOT_FOUND) ? Rejection.CONSUMER_UNKNOWN : Rejection.CONSUMER_LIMIT);
    }
}
