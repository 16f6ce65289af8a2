package io.ordertrail.command.consumer;

import io.ordertrail.command.Creation;
import io.ordertrail.events.ConsumerEvent.ConsumerRegistered;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.Money;
import io.ordertrail.events.PersonName;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What a consumer can be asked to do. */
public sealed interface ConsumerCommand {

    ConsumerId consumerId();

    /** @param orderLimit the most that one order may cost, null for no limit */
    record RegisterConsumer(@TargetAggregateIdentifier ConsumerId consumerId, PersonName name, Money orderLimit)
            implements ConsumerCommand, Creation<ConsumerRegistered> {

        @Override
        public ConsumerId aggregateId() {
            return consumerId;
        }

        @Override
        public ConsumerRegistered event() {
            return new ConsumerRegistered(consumerId, name, orderLimit);
        }
    }

    /**
     * @param name the new name, null to keep the present one
     * @param limitGiven whether {@code orderLimit} counts; otherwise the present limit stays
     * @param orderLimit the new limit, null to remove it
     */
    record ChangeConsumer(@TargetAggregateIdentifier ConsumerId consumerId, PersonName name, boolean limitGiven, Money orderLimit)
            implements ConsumerCommand {
    }

    /** Asks whether there is a consumer to be forgotten. Causes no event. */
    record ReviewConsumer(@TargetAggregateIdentifier ConsumerId consumerId) implements ConsumerCommand {
    }

    /** Forgets the consumer: afterwards there is none, and every command is refused with {@code NOT_FOUND}. */
    record ForgetConsumer(@TargetAggregateIdentifier ConsumerId consumerId) implements ConsumerCommand {
    }

    /** Asks whether the consumer may place an order of this total. Causes no event. */
    record VerifyConsumer(@TargetAggregateIdentifier ConsumerId consumerId, Money total) implements ConsumerCommand {
    }
}
