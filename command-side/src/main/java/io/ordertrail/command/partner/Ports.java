package io.ordertrail.command.partner;

import io.ordertrail.command.Commands;
import io.ordertrail.platform.subscription.Answer;
import io.ordertrail.platform.subscription.Channel;
import io.ordertrail.platform.subscription.OutboundHttp;
import io.ordertrail.platform.subscription.Subscription;
import io.ordertrail.platform.subscription.Subscriptions;
import io.ordertrail.platform.supervision.Supervisor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The ports that are set: each is told from when it was first set on, before anything happens that it should be told of. */
@Component
class Ports implements Channel, SmartLifecycle {

    /** What a partner is set to who only records. */
    static final String RECORD = "record";

    /** Before the web server lets anybody in. */
    private static final int PHASE = 0;

    private final List<Port> ports = new ArrayList<>();
    private final Subscriptions subscriptions;
    private final OutboundHttp http;
    private final Function<String, Partner> posting;
    private volatile boolean running;

    /** @param secret what partners are told is signed with, empty for nothing */
    Ports(Subscriptions subscriptions, ObjectProvider<EventStore> store, Commands commands, Supervisor supervisor, JsonMapper json,
            Clock clock,
            @Value("${ordertrail.partners.notifications:}") String notifications,
            @Value("${ordertrail.partners.payments:}") String payments,
            @Value("${ordertrail.partners.courier-firm:}") String courierFirm, @Value("${ordertrail.partners.secret:}") String secret,
            @Value("${ordertrail.subscriptions.timeout}") Duration timeout) {
        this.subscriptions = subscriptions;
        // Whoever may set them may have them be of this network.
        this.http = new OutboundHttp(supervisor, timeout, true);
        this.posting = url -> new HttpPartner(http, URI.create(url), secret, json, clock);
        Streams streams = new Streams(store::getObject);
        add(notifications, ApprovalNotice.NAME, partner -> new ApprovalNotice(partner, streams));
        add(payments, MoneyReturn.NAME, partner -> new MoneyReturn(partner, commands));
        add(courierFirm, AddressChange.NAME, partner -> new AddressChange(partner, streams));
    }

    private void add(String partner, String name, Function<Partner, Port> port) {
        if (!partner.isBlank()) {
            ports.add(port.apply(partner.equals(RECORD) ? new RecordingPartner(name) : posting.apply(partner)));
        }
    }

    private Optional<Port> of(Subscription subscription) {
        return ports.stream().filter(port -> port.serves(subscription)).findFirst();
    }

    @Override
    public boolean serves(Subscription subscription) {
        return of(subscription).isPresent();
    }

    @Override
    public Answer send(Subscription subscription, DomainEventMessage<?> event, long position) throws Exception {
        return of(subscription).orElseThrow().send(subscription, event, position);
    }

    @Override
    public void start() {
        ports.forEach(port -> subscriptions.ensurePort(port.name(), port.types()));
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        try {
            http.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
