package io.ordertrail.platform.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.UnableToRetrieveIdentifierException;
import org.axonframework.extensions.mongo.DefaultMongoTemplate;
import org.axonframework.extensions.mongo.eventsourcing.tokenstore.MongoTokenStore;

/**
 * Axon's token store on MongoDB, which takes an update that changes nothing for a lost claim. Within one millisecond, writing the same token
 * again is such an update; a moment later it is not, while a claim that is really lost stays so: so it is tried twice. And where several nodes
 * make what there is one of, all but one of them fail: what they wanted is there.
 */
public class PatientTokenStore extends MongoTokenStore {

    public PatientTokenStore(Builder builder) {
        super(builder);
    }

    /** A builder for tokens as text in the given collection. */
    public static Builder in(MongoDatabase database, String collection) {
        return builder()
                .mongoTemplate(DefaultMongoTemplate.builder().mongoDatabase(database).trackingTokensCollectionName(collection).build())
                .contentType(String.class);
    }

    @Override
    public void storeToken(TrackingToken token, String processorName, int segment) {
        twiceAtLeast(() -> super.storeToken(token, processorName, segment));
    }

    @Override
    public void extendClaim(String processorName, int segment) {
        twiceAtLeast(() -> super.extendClaim(processorName, segment));
    }

    /** Whoever comes second finds what the first has written. */
    @Override
    public Optional<String> retrieveStorageIdentifier() {
        try {
            return super.retrieveStorageIdentifier();
        } catch (UnableToRetrieveIdentifierException e) {
            if (e.getCause() instanceof MongoException cause && Duplicates.areAllThatFailed(cause)) {
                return super.retrieveStorageIdentifier();
            }
            throw e;
        }
    }

    /** @throws UnableToClaimTokenException if there are segments, as who asks expects */
    @Override
    public void initializeTokenSegments(String processorName, int segmentCount, TrackingToken initialToken) {
        try {
            super.initializeTokenSegments(processorName, segmentCount, initialToken);
        } catch (MongoException e) {
            if (Duplicates.areAllThatFailed(e)) {
                throw new UnableToClaimTokenException("Another node makes the segments of %s".formatted(processorName));
            }
            throw e;
        }
    }

    private static void twiceAtLeast(Runnable update) {
        try {
            update.run();
        } catch (UnableToClaimTokenException e) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            update.run();
        }
    }
}
