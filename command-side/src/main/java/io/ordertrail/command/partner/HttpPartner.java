package io.ordertrail.command.partner;

import io.ordertrail.platform.subscription.Answer;
import io.ordertrail.platform.subscription.OutboundHttp;
import io.ordertrail.platform.subscription.Signature;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** A partner who is told by a POST, signed as deliveries to subscribers are where there is a secret; the message's id is its {@code Idempotency-Key}. */
final class HttpPartner implements Partner {

    private final OutboundHttp http;
    private final URI url;
    private final String secret;
    private final JsonMapper json;
    private final Clock clock;

    /** @param secret empty for none */
    HttpPartner(OutboundHttp http, URI url, String secret, JsonMapper json, Clock clock) {
        this.http = http;
        this.url = url;
        this.secret = secret;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Answer tell(Message message) throws IOException {
        Map<String, Object> told = new TreeMap<>(message.content());
        told.put("id", message.id());
        told.put("type", message.type());
        byte[] body = json.writeValueAsBytes(told);
        Map<String, String> headers = new HashMap<>(Map.of("Idempotency-Key", message.id()));
        if (!secret.isEmpty()) {
            headers.putAll(Signature.headers(message.id(), secret, clock.instant(), body));
        }
        return Answer.of(http.post(url, headers, body));
    }
}
