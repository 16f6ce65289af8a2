package io.ordertrail.query.subscription;

import io.ordertrail.platform.subscription.Answer;
import io.ordertrail.platform.subscription.Channel;
import io.ordertrail.platform.subscription.OutboundHttp;
import io.ordertrail.platform.subscription.Subscription;
import io.ordertrail.query.event.EventRendering;
import io.ordertrail.views.projection.RecordedEvent;
import io.ordertrail.views.projection.Recording;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.axonframework.eventhandling.DomainEventMessage;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Delivers an event as the feed shows it, signed: {@code v1=} and the hexadecimal HMAC-SHA256 of time stamp, full stop and body. */
@Component
class SignedPosts implements Channel {

    private static final String ALGORITHM = "HmacSHA256";

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
        String timestamp = String.valueOf(clock.instant().getEpochSecond());
        return Answer.of(http.post(URI.create(subscription.url()), Map.of(
                "Ordertrail-Event-Id", event.getIdentifier(),
                "Ordertrail-Timestamp", timestamp,
                "Ordertrail-Signature", signature(subscription.secret(), timestamp, body)), body));
    }

    private static RecordedEvent placed(RecordedEvent event, long position) {
        return new RecordedEvent(event.payload(), event.id(), event.revision(), event.aggregate(), event.sequence(), event.time(), position,
                event.metadata());
    }

    static String signature(String secret, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return "v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has %s".formatted(ALGORITHM), e);
        }
    }
}
