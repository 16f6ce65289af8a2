package io.ordertrail.platform.subscription;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How whoever is told something knows that it is the house that tells it, and when: by an HMAC-SHA256 of time stamp, full stop and body. */
public final class Signature {

    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {
    }

    /** @param eventId the same in every attempt */
    public static Map<String, String> headers(String eventId, String secret, Instant now, byte[] body) {
        String timestamp = String.valueOf(now.getEpochSecond());
        return Map.of("Ordertrail-Event-Id", eventId, "Ordertrail-Timestamp", timestamp, "Ordertrail-Signature",
                "v1=" + HexFormat.of().formatHex(hmac(secret, timestamp, body)));
    }

    private static byte[] hmac(String secret, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has %s".formatted(ALGORITHM), e);
        }
    }
}
