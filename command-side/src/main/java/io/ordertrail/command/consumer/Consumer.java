package io.ordertrail.command.consumer;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.ordertrail.command.Outcome;
import io.ordertrail.command.consumer.ConsumerCommand.ChangeConsumer;
import io.ordertrail.command.consumer.ConsumerCommand.ForgetConsumer;
import io.ordertrail.command.consumer.ConsumerCommand.RegisterConsumer;
import io.ordertrail.command.consumer.ConsumerCommand.ReviewConsumer;
import io.ordertrail.command.consumer.ConsumerCommand.VerifyConsumer;
import io.ordertrail.events.ConsumerEvent;
import io.ordertrail.events.ConsumerEvent.ConsumerForgotten;
import io.ordertrail.events.ConsumerEvent.ConsumerRegistered;
import io.ordertrail.events.ConsumerEvent.ConsumerRenamed;
import io.ordertrail.events.ConsumerEvent.OrderLimitChanged;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.Money;
import io.ordertrail.events.PersonName;
import io.ordertrail.events.Rejection;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;

/** Someone who orders. */
@Aggregate(snapshotTriggerDefinition = "consumerSnapshotTrigger", cache = "aggregateCache")
@Revision("2") // of the snapshot
class Consumer {

    private enum Status {
        ACTIVE, FORGOTTEN
    }

    @AggregateIdentifier
    private ConsumerId id;
    private PersonName name;
    private Money orderLimit;
    private boolean forgotten;

    private Consumer() {
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Outcome handle(RegisterConsumer command) {
        requireKnown();
        if (id == null) {
            apply(command.event());
        } else if (!name.equals(command.name()) || !Objects.equals(orderLimit, command.orderLimit())) {
            throw Refusal.invalidState(Status.ACTIVE, "The consumer is registered already");
        }
        return outcome();
    }

    @CommandHandler
    Outcome handle(ChangeConsumer command) {
        requireKnown();
        if (command.name() != null && !command.name().equals(name)) {
            apply(new ConsumerRenamed(id, command.name()));
        }
        if (command.limitGiven() && !Objects.equals(command.orderLimit(), orderLimit)) {
            apply(new OrderLimitChanged(id, command.orderLimit()));
        }
        return outcome();
    }

    @CommandHandler
    Outcome handle(VerifyConsumer command) {
        requireKnown();
        if (orderLimit != null && (!orderLimit.hasCurrencyOf(command.total()) || command.total().isMoreThan(orderLimit))) {
            throw Refusal.of(Code.INVALID, Rejection.CONSUMER_LIMIT.name());
        }
        return outcome();
    }

    @CommandHandler
    Outcome handle(ReviewConsumer command) {
        requireKnown();
        return outcome();
    }

    @CommandHandler
    Outcome handle(ForgetConsumer command) {
        requireKnown();
        apply(new ConsumerForgotten(id));
        return outcome();
    }

    private void requireKnown() {
        if (forgotten) {
            throw Refusal.notFound("consumer", id.value());
        }
    }

    private Outcome outcome() {
        return Outcome.of(id, forgotten ? Status.FORGOTTEN : Status.ACTIVE);
    }

    @EventSourcingHandler
    void on(ConsumerEvent event) {
        switch (event) {
            case ConsumerRegistered registered -> {
                id = registered.consumerId();
                name = registered.name();
                orderLimit = registered.orderLimit();
            }
            case ConsumerRenamed renamed -> name = renamed.name();
            case OrderLimitChanged changed -> orderLimit = changed.orderLimit();
            case ConsumerForgotten gone -> {
                name = null;
                orderLimit = null;
                forgotten = true;
            }
        }
    }
}
