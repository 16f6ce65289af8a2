package io.ordertrail.query;

import com.mongodb.DuplicateKeyException;
import com.mongodb.MongoCommandException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import io.ordertrail.platform.mongo.Duplicates;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bson.Document;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Seals what a page's cursor must remember, so that it comes back unchanged and to the same question. All nodes share the key: by the
 * setting {@code ORDERTRAIL_CURSOR_SECRET}, else by one that the first of them leaves in the view store.
 */
@Component
public class Cursors {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int SEAL_BYTES = 16;
    private static final String KEY_ID = "cursor-key";

    private final MongoCollection<Document> settings;
    private volatile SecretKeySpec key;

    Cursors(MongoDatabase database, @Value("${ORDERTRAIL_CURSOR_SECRET:}") String secret) {
        this.settings = database.withWriteConcern(WriteConcern.MAJORITY).getCollection("settings");
        this.key = secret.isBlank() ? null : new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** @param question whose answer the cursor goes on with; not part of the cursor, but without it the cursor does not open */
    public String seal(byte[] content, String question) {
        byte[] sealed = Arrays.copyOf(content, content.length + SEAL_BYTES);
        System.arraycopy(sealOf(content, question), 0, sealed, content.length, SEAL_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** @throws Refusal {@code BAD_CURSOR} for anything that {@link #seal} did not return for the same question */
    public byte[] open(String cursor, String question) {
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(cursor);
            // One cursor has one spelling: the decoder would overlook a change in the last letter's unused bits.
            if (sealed.length >= SEAL_BYTES && Base64.getUrlEncoder().withoutPadding().encodeToString(sealed).equals(cursor)) {
                byte[] content = Arrays.copyOf(sealed, sealed.length - SEAL_BYTES);
                byte[] seal = Arrays.copyOfRange(sealed, content.length, sealed.length);
                if (MessageDigest.isEqual(seal, sealOf(content, question))) {
                    return content;
                }
            }
        } catch (IllegalArgumentException e) {
            throw badCursor();
        }
        throw badCursor();
    }

    private static Refusal badCursor() {
        return Refusal.ofField(Code.BAD_CURSOR, "cursor", "This is not a cursor of this list");
    }

    private byte[] sealOf(byte[] content, String question) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key());
            mac.update(MessageDigest.getInstance("SHA-256").digest(question.getBytes(StandardCharsets.UTF_8)));
            return Arrays.copyOf(mac.doFinal(content), SEAL_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has %s".formatted(ALGORITHM), e);
        }
    }

    private SecretKeySpec key() {
        if (key == null) {
            key = new SecretKeySpec(HexFormat.of().parseHex(shared()), ALGORITHM);
        }
        return key;
    }

    private String shared() {
        byte[] proposed = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(proposed);
        try {
            return settings.findOneAndUpdate(Filters.eq(KEY_ID), Updates.setOnInsert("value", HexFormat.of().formatHex(proposed)),
                    new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER)).getString("value");
        } catch (DuplicateKeyException | MongoCommandException e) {
            if (!Duplicates.areAllThatFailed(e)) {
                throw e;
            }
            // Another node was faster: its key is the one.
            return settings.find(Filters.eq(KEY_ID)).first().getString("value");
        }
    }
}
