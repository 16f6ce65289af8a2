package io.ordertrail.query.subscription;

import io.ordertrail.platform.subscription.Answer;
import io.ordertrail.platform.subscription.Channel;
import io.ordertrail.platform.subscription.OutboundHttp;
import io.ordertrail.platform.subscription.Signature;
import io.ordertrail.platform.subscription.Subscription;
import io.ordertrail.query.event.EventRendering;
import io.ordertrail.views.projection.RecordedEvent;
import io.ordertrail.views.projection.Recording;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import org.axonframework.eventhandling.DomainEventMessage;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Delivers an event as the feed shows it, signed. */
@Component
class SignedPosts implements Channel {

    private final OutboundHttp http;
    private final EventRendering rendering;
    private final JsonMapper json;
    private final Clock clock;

    SignedPosts(OutboundHttp http, EventRendering rendering, JsonMapper json, Clock clock) {
        this.http = http;
        this.rendering = rendering;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public boolean serves(Subscription subscription) {
        return !subscription.isPort();
    }

    @Override
    public Answer send(Subscription subscription, DomainEventMessage<?> event, long position) throws IOException {
        byte[] body = json.writeValueAsBytes(rendering.render(placed(Recording.of(event), position)));
        return Answer.of(http.post(URI.create(subscription.url()),
                Signature.headers(event.getIdentifier(), subscription.secret(), clock.instant(), body), body));
    }

    private static RecordedEvent placed(RecordedEvent event, long position) {
        return new RecordedEvent(event.payload(), event.id(), event.revision(), event.aggregate(), event.sequence(), event.time(), position,
                event.metadata());
    }
}
