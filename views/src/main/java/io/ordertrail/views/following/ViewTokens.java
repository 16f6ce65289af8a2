package io.ordertrail.views.following;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.ordertrail.platform.mongo.PatientTokenStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.bson.Document;

/** The tokens of one generation of a view, beside its documents: how far each segment has come, and which node follows it. */
public final class ViewTokens extends PatientTokenStore {

    /** A node that has not said anything for so long has lost its segments to whoever asks. */
    private static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(10);

    private static final Serializer SERIALIZER = Jackson3Serializer.builder().build();

    private final MongoCollection<Document> tokens;

    /** @param node the node that follows it, null if none does just now */
    record Claim(int segment, String node, TrackingToken token) {
    }

    private ViewTokens(Builder builder, MongoCollection<Document> tokens) {
        super(builder);
        this.tokens = tokens;
    }

    public static ViewTokens in(MongoDatabase database, String collection, String node) {
        Builder builder = PatientTokenStore.in(database, collection)
                .serializer(SERIALIZER)
                .claimTimeout(CLAIM_TIMEOUT)
                .nodeId(node);
        return new ViewTokens(builder, database.getCollection(collection));
    }

    /** All segments as they were last stored, without claiming any. */
    List<Claim> claims(String processor, Instant now) {
        return tokens.find(new Document("processorName", processor)).map(document -> claim(document, now)).into(new ArrayList<>());
    }

    private static Claim claim(Document document, Instant now) {
        boolean alive = Instant.ofEpochMilli(document.getLong("timestamp")).plus(CLAIM_TIMEOUT).isAfter(now);
        String token = document.getString("token");
        return new Claim(document.getInteger("segment"), alive ? document.getString("owner") : null, token == null ? null
                : SERIALIZER.deserialize(new SimpleSerializedObject<>(token, String.class, document.getString("tokenType"), null)));
    }
}
