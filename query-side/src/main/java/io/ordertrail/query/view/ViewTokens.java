package io.ordertrail.query.view;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.extensions.mongo.DefaultMongoTemplate;
import org.axonframework.extensions.mongo.eventsourcing.tokenstore.MongoTokenStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.bson.Document;

/** The tokens of one generation of a view, beside its documents: how far each segment has come, and which node follows it. */
final class ViewTokens extends MongoTokenStore {

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

    static ViewTokens in(MongoDatabase database, String collection, String node) {
        Builder builder = MongoTokenStore.builder()
                .mongoTemplate(DefaultMongoTemplate.builder().mongoDatabase(database).trackingTokensCollectionName(collection).build())
                .serializer(SERIALIZER)
                .contentType(String.class)
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

    @Override
    public void storeToken(TrackingToken token, String processorName, int segment) {
        twiceAtLeast(() -> super.storeToken(token, processorName, segment));
    }

    @Override
    public void extendClaim(String processorName, int segment) {
        twiceAtLeast(() -> super.extendClaim(processorName, segment));
    }

    /**
     * Axon's store takes an update that changes nothing for a lost claim. Within one millisecond, writing the same token again is such an
     * update; a moment later it is not, while a claim that is really lost stays so.
     */
    private static void twiceAtLeast(Runnable update) {
        try {
            update.run();
        } catch (UnableToClaimTokenException e) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            update.run();
        }
    }
}
