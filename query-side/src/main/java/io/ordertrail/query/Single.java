package io.ordertrail.query;

import io.ordertrail.platform.web.ETags;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers a single thing with an entity tag; Spring then turns it into a 304 for a client that has it already. */
@Component
public class Single {

    /** Long enough that two different answers of one version never share a tag, and short to read. */
    private static final int HASH_BYTES = 8;

    private final JsonMapper json;

    Single(JsonMapper json) {
        this.json = json;
    }

    /**
     * @param version of the aggregate that the answer is about
     * @param body the whole answer; the tag changes with anything in it
     */
    public <B> ResponseEntity<B> answer(long version, B body) {
        return ResponseEntity.ok().eTag(ETags.of(version, hash(json.writeValueAsBytes(body)))).body(body);
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new BigInteger(1, Arrays.copyOf(digest, HASH_BYTES)).toString(Character.MAX_RADIX);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
