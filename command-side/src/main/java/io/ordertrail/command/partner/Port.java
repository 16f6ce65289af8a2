package io.ordertrail.command.partner;

import io.ordertrail.events.DomainEvent;
import io.ordertrail.platform.subscription.Answer;
import io.ordertrail.platform.subscription.Channel;
import io.ordertrail.platform.subscription.Subscription;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;

/** One thing that a partner is told of, as a channel of the subscription that bears its name. */
abstract class Port implements Channel {

    private static final Answer NOTHING_TO_TELL = Answer.of(204);

    private final String name;
    private final List<String> types;
    private final Partner partner;

    Port(String name, Partner partner, Collection<Class<? extends DomainEvent>> events) {
        this.name = name;
        this.partner = partner;
        this.types = events.stream().map(Class::getSimpleName).sorted().toList();
    }

    String name() {
        return name;
    }

    /** Names of the events that it is about. */
    List<String> types() {
        return types;
    }

    @Override
    public boolean serves(Subscription subscription) {
        return subscription.isPort() && subscription.name().equals(name);
    }

    @Override
    public Answer send(Subscription subscription, DomainEventMessage<?> event, long position) throws Exception {
        Optional<Message> message = messageOf(event.getIdentifier(), (DomainEvent) event.getPayload());
        return message.isPresent() ? send(message.get(), event, partner) : NOTHING_TO_TELL;
    }

    /** Tells the partner; what is to be done with the answer is for those who have something to do. */
    Answer send(Message message, DomainEventMessage<?> event, Partner told) throws Exception {
        return told.tell(message);
    }

    /** What is to be said of an event as things stand now; nothing if nothing is. */
    abstract Optional<Message> messageOf(String id, DomainEvent event);
}
