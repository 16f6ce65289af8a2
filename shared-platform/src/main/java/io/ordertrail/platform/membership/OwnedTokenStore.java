package io.ordertrail.platform.membership;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReturnDocument;
import io.ordertrail.platform.mongo.Duplicates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.eventhandling.tokenstore.ConfigToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.UnableToInitializeTokenException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * How far each segment of event processors has come, and which member works on it: {@code {processorName, segment, owner, token, tokenType}}.
 * Axon's own store on MongoDB, whose documents these are, judges by each node's wall clock whether another's claim has run out, so that a node
 * whose clock is wrong takes everybody's, or loses its own; here a segment is its owner's until that is no living member any more.
 */
public class OwnedTokenStore implements TokenStore {

    private static final String PROCESSOR = "processorName";
    private static final String SEGMENT = "segment";
    private static final String OWNER = "owner";
    private static final String TOKEN = "token";
    private static final String TYPE = "tokenType";

    /** The store's own name stands among the tokens. */
    private static final String CONFIG = "__config";

    private final MongoCollection<Document> tokens;
    private final Serializer serializer;
    private final Membership membership;

    /** A segment as it is stored; {@code owner} is null where no living node works on it, {@code token} before anything was handled. */
    public record Claim(int segment, String owner, TrackingToken token) {
    }

    /** @param database whose writes most servers must acknowledge */
    public OwnedTokenStore(MongoDatabase database, String collection, Serializer serializer, Membership membership) {
        this.tokens = database.getCollection(collection);
        this.serializer = serializer;
        this.membership = membership;
    }

    /** All segments, without claiming any. */
    public List<Claim> claims(String processor) {
        return documents(processor).stream()
                .map(document -> new Claim(document.getInteger(SEGMENT),
                        membership.isFree(document.getString(OWNER)) ? null : document.getString(OWNER), token(document)))
                .toList();
    }

    @Override
    public void storeToken(TrackingToken token, String processor, int segment) {
        Bson change = new Document("$set", serialized(token));
        if (tokens.updateOne(mine(processor, segment), beside(segment).map(more -> combine(change, more)).orElse(change))
                .getMatchedCount() == 0) {
            throw lost(processor, segment);
        }
    }

    /** What else is to be stored with a segment's next token. */
    protected Optional<Bson> beside(int segment) {
        return Optional.empty();
    }

    /** Changes all segments of a processor, whoever has them. */
    protected void change(String processor, Bson change) {
        tokens.updateMany(eq(PROCESSOR, processor), change);
    }

    /** All that is stored of a processor's segments. */
    protected List<Document> documents(String processor) {
        return tokens.find(eq(PROCESSOR, processor)).into(new ArrayList<>());
    }

    /** @throws UnableToClaimTokenException while a living node works on it, or before there is such a segment */
    @Override
    public TrackingToken fetchToken(String processor, int segment) {
        Document present = tokens.find(of(processor, segment)).first();
        if (present == null) {
            throw new UnableToClaimTokenException("There is no segment %d of %s yet".formatted(segment, processor));
        }
        String owner = present.getString(OWNER);
        if (!membership.isFree(owner) && !membership.node().equals(owner)) {
            throw new UnableToClaimTokenException("Segment %d of %s is %s's".formatted(segment, processor, owner));
        }
        Document claimed = tokens.findOneAndUpdate(and(of(processor, segment), eq(OWNER, owner)), set(OWNER, membership.node()),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
        if (claimed == null) {
            throw new UnableToClaimTokenException("Another node was quicker to claim segment %d of %s".formatted(segment, processor));
        }
        return token(claimed);
    }

    /** A claim lasts as long as its node lives. */
    @Override
    public void extendClaim(String processor, int segment) {
        if (tokens.find(mine(processor, segment)).first() == null) {
            throw lost(processor, segment);
        }
    }

    @Override
    public void releaseClaim(String processor, int segment) {
        tokens.updateOne(mine(processor, segment), set(OWNER, null));
    }

    /**
     * As Axon does when it merges: before the other segment's token says that it goes on with this one's events, too. Until then it must not be
     * further than both, for whoever looks in between, and in case that this node ends there.
     */
    @Override
    public void deleteToken(String processor, int segment) {
        goBack(processor, segment, Segment.computeSegment(segment, fetchSegments(processor)).mergeableSegmentId());
        if (tokens.deleteOne(mine(processor, segment)).getDeletedCount() == 0) {
            throw lost(processor, segment);
        }
    }

    private void goBack(String processor, int segment, int heir) {
        Document gone = tokens.find(mine(processor, segment)).first();
        Document goesOn = heir == segment ? null : tokens.find(mine(processor, heir)).first();
        if (gone == null || goesOn == null) {
            return;
        }
        // Of one that was merged before and has not come to one position since, the lowest.
        TrackingToken one = WrappedToken.unwrapLowerBound(token(goesOn));
        TrackingToken other = WrappedToken.unwrapLowerBound(token(gone));
        TrackingToken least = one == null || other == null ? null : one.lowerBound(other);
        tokens.updateOne(mine(processor, heir), new Document("$set", serialized(least)));
    }

    @Override
    public void initializeTokenSegments(String processor, int segments) {
        initializeTokenSegments(processor, segments, null);
    }

    /** @throws UnableToClaimTokenException if there are segments, as who asks expects */
    @Override
    public void initializeTokenSegments(String processor, int segments, TrackingToken first) {
        if (fetchSegments(processor).length > 0) {
            throw new UnableToClaimTokenException("There are segments of %s".formatted(processor));
        }
        index();
        try {
            tokens.insertMany(IntStream.range(0, segments).mapToObj(segment -> document(processor, segment, first)).toList(),
                    new InsertManyOptions().ordered(false));
        } catch (MongoException e) {
            if (Duplicates.areAllThatFailed(e)) {
                throw new UnableToClaimTokenException("Another node makes the segments of %s".formatted(processor));
            }
            throw e;
        }
    }

    @Override
    public void initializeSegment(TrackingToken token, String processor, int segment) {
        try {
            tokens.insertOne(document(processor, segment, token));
        } catch (MongoException e) {
            if (Duplicates.areAllThatFailed(e)) {
                throw new UnableToInitializeTokenException("There is a segment %d of %s".formatted(segment, processor));
            }
            throw e;
        }
    }

    @Override
    public boolean requiresExplicitSegmentInitialization() {
        return true;
    }

    @Override
    public int[] fetchSegments(String processor) {
        return documents(processor).stream().mapToInt(token -> token.getInteger(SEGMENT)).sorted()
                .toArray();
    }

    @Override
    public List<Segment> fetchAvailableSegments(String processor) {
        List<Claim> claims = claims(processor);
        int[] all = claims.stream().mapToInt(Claim::segment).sorted().toArray();
        return claims.stream().filter(claim -> claim.owner == null || claim.owner.equals(membership.node()))
                .map(claim -> Segment.computeSegment(claim.segment, all)).sorted().toList();
    }

    @Override
    public Optional<String> retrieveStorageIdentifier() {
        Document config = tokens.find(of(CONFIG, 0)).first();
        if (config == null) {
            index();
            try {
                tokens.insertOne(document(CONFIG, 0, new ConfigToken(Map.of("id", UUID.randomUUID().toString()))));
            } catch (MongoException e) {
                if (!Duplicates.areAllThatFailed(e)) {
                    throw e;
                }
            }
            config = tokens.find(of(CONFIG, 0)).first();
        }
        return Optional.ofNullable((ConfigToken) token(config)).map(token -> token.get("id"));
    }

    /** Of what there is one, only one node can make it. */
    private void index() {
        tokens.createIndex(Indexes.ascending(PROCESSOR, SEGMENT), new IndexOptions().unique(true));
    }

    private Document document(String processor, int segment, TrackingToken token) {
        Document document = new Document(PROCESSOR, processor).append(SEGMENT, segment).append(OWNER, null);
        document.putAll(serialized(token));
        return document;
    }

    private Document serialized(TrackingToken token) {
        SerializedObject<String> serialized = token == null ? null : serializer.serialize(token, String.class);
        return new Document(TOKEN, serialized == null ? null : serialized.getData())
                .append(TYPE, serialized == null ? null : serialized.getType().getName());
    }

    private TrackingToken token(Document document) {
        String token = document.getString(TOKEN);
        return token == null ? null
                : serializer.deserialize(new SimpleSerializedObject<>(token, String.class, document.getString(TYPE), null));
    }

    private static Bson of(String processor, int segment) {
        return and(eq(PROCESSOR, processor), eq(SEGMENT, segment));
    }

    private Bson mine(String processor, int segment) {
        return and(of(processor, segment), eq(OWNER, membership.node()));
    }

    private static UnableToClaimTokenException lost(String processor, int segment) {
        return new UnableToClaimTokenException("Segment %d of %s is not this node's any more".formatted(segment, processor));
    }
}
