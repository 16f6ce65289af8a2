package io.ordertrail.platform.processors;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes how far a segment is once a second at most, and whenever its claim is extended or released, instead of after each batch: for
 * processors to which handling the last second's events again does no harm. What is seen of a processor on its own node is as new as ever.
 */
public class SparingTokenStore implements TokenStore {

    private static final Logger LOG = LoggerFactory.getLogger(SparingTokenStore.class);
    private static final long SPARED_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final TokenStore tokens;
    private final LongSupplier nanos;
    private final Map<Key, Claim> claims = new ConcurrentHashMap<>();

    private record Key(String processor, int segment) {
    }

    /**
     * Of a segment that this node works on: told by its worker, extended by the coordinator. Neither waits for the other; if an older token is
     * written last, a little more is handled again.
     *
     * @param waiting what is not stored yet; none if it is null
     */
    private record Claim(AtomicReference<TrackingToken> waiting, AtomicLong storedAt) {
    }

    /** @param nanos as {@link System#nanoTime()} */
    public SparingTokenStore(TokenStore tokens, LongSupplier nanos) {
        this.tokens = tokens;
        this.nanos = nanos;
    }

    /**
     * The first one after a claim is written at once. So is one that stands for more than one position, as a merged one does: what it came from
     * is deleted with it.
     */
    @Override
    public void storeToken(TrackingToken token, String processor, int segment) {
        Key key = new Key(processor, segment);
        Claim claim = claims.get(key);
        long now = nanos.getAsLong();
        if (claim != null && token != null && !(token instanceof WrappedToken) && now - claim.storedAt.get() < SPARED_NANOS) {
            claim.waiting.set(token);
            return;
        }
        if (claim != null) {
            claim.waiting.set(null);
        }
        tokens.storeToken(token, processor, segment);
        if (claim == null) {
            claims.put(key, new Claim(new AtomicReference<>(), new AtomicLong(now)));
        } else {
            claim.storedAt.set(now);
        }
    }

    @Override
    public void extendClaim(String processor, int segment) {
        if (!isSettled(claims.get(new Key(processor, segment)), processor, segment)) {
            tokens.extendClaim(processor, segment);
        }
    }

    /** @return whether there was something to store, and it is stored now */
    private boolean isSettled(Claim claim, String processor, int segment) {
        TrackingToken token = claim == null ? null : claim.waiting.getAndSet(null);
        if (token == null) {
            return false;
        }
        tokens.storeToken(token, processor, segment);
        claim.storedAt.set(nanos.getAsLong());
        return true;
    }

    @Override
    public TrackingToken fetchToken(String processor, int segment) {
        settle(processor, segment);
        return tokens.fetchToken(processor, segment);
    }

    @Override
    public TrackingToken fetchToken(String processor, Segment segment) {
        settle(processor, segment.getSegmentId());
        return tokens.fetchToken(processor, segment);
    }

    @Override
    public void releaseClaim(String processor, int segment) {
        settle(processor, segment);
        tokens.releaseClaim(processor, segment);
    }

    /** Stores what waits, unless the segment has become another node's: it will handle again what only this node knew to be handled. */
    private void settle(String processor, int segment) {
        try {
            isSettled(claims.remove(new Key(processor, segment)), processor, segment);
        } catch (UnableToClaimTokenException e) {
            LOG.debug("{}[{}] is another node's: {}", processor, segment, e.getMessage());
        }
    }

    @Override
    public void deleteToken(String processor, int segment) {
        claims.remove(new Key(processor, segment));
        tokens.deleteToken(processor, segment);
    }

    @Override
    public void initializeTokenSegments(String processor, int segments) {
        tokens.initializeTokenSegments(processor, segments);
    }

    @Override
    public void initializeTokenSegments(String processor, int segments, TrackingToken first) {
        tokens.initializeTokenSegments(processor, segments, first);
    }

    @Override
    public void initializeSegment(TrackingToken token, String processor, int segment) {
        tokens.initializeSegment(token, processor, segment);
    }

    @Override
    public boolean requiresExplicitSegmentInitialization() {
        return tokens.requiresExplicitSegmentInitialization();
    }

    @Override
    public int[] fetchSegments(String processor) {
        return tokens.fetchSegments(processor);
    }

    @Override
    public List<Segment> fetchAvailableSegments(String processor) {
        return tokens.fetchAvailableSegments(processor);
    }

    @Override
    public Optional<String> retrieveStorageIdentifier() {
        return tokens.retrieveStorageIdentifier();
    }
}
