package io.ordertrail.command;

import io.ordertrail.platform.serialization.NamedTypeSerializer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.json.JsonMapper;

/** SHA-256 of what a request says, however it was written: 64 hexadecimal digits that tell nothing of anybody. */
final class Fingerprint {

    private static final JsonMapper CANONICAL = canonical();

    private Fingerprint() {
    }

    /** @param said records, and lists of them */
    static String of(Object said) {
        try {
            byte[] bytes = CANONICAL.writeValueAsBytes(said);
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
