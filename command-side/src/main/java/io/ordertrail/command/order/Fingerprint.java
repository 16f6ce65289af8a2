package io.ordertrail.command.order;

import io.ordertrail.platform.serialization.NamedTypeSerializer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** SHA-256 of what a request says, however it was written: 64 hexadecimal digits that tell nothing of the consumer. */
final class Fingerprint {

    private static final JsonMapper CANONICAL = canonical();

    private Fingerprint() {
    }

    static String of(PlaceOrderRequest request) {
        return sha256(CANONICAL.writeValueAsBytes(request));
    }

    /** The key under which a consumer's {@code Idempotency-Key} is kept: two consumers' equal keys are two. */
    static String of(String consumerId, String idempotencyKey) {
        return sha256(CANONICAL.writeValueAsBytes(List.of(consumerId, idempotencyKey)));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Fields in the order of the records, absent ones left out: fields added later leave older requests' fingerprints as they are. */
    private static JsonMapper canonical() {
        JsonMapper.Builder builder = JsonMapper.builder();
        NamedTypeSerializer.configure(builder);
        return builder.build();
    }
}
