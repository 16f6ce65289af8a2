package io.ordertrail.views.following;

import io.ordertrail.platform.membership.OwnedTokenStore.Claim;
import io.ordertrail.platform.processors.OwnTokens;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** Axon's processor, but for one thing: it hands over whole batches, and stores its token only after the batch is in the view. */
final class FollowingProcessor extends PooledStreamingEventProcessor implements OwnTokens {

    private final Follower<?> follower;
    private final TokenStore tokens;
    private final ViewTokens stored;
    private final BatchSpans spans;
    private final Map<Integer, String> failures = new ConcurrentHashMap<>();
    private Set<Integer> forgotten = Set.of();

    /** @param stored what is behind those tokens */
    FollowingProcessor(Builder builder, TokenStore tokens, ViewTokens stored, Follower<?> follower, BatchSpans spans) {
        super(builder.tokenStore(tokens));
        this.follower = follower;
        this.tokens = tokens;
        this.stored = stored;
        this.spans = spans;
    }

    @Override
    protected void processInUnitOfWork(List<? extends EventMessage<?>> events, UnitOfWork<? extends EventMessage<?>> unitOfWork,
            Collection<Segment> segments) {
        unitOfWork.start();
        try {
            spans.around(events, () -> follower.follow(events));
            segments.forEach(segment -> stored.folded(segment.getSegmentId(), events.getLast()));
            // Axon has the token stored as this prepares to commit. If that fails, the batch comes again and finds everything done.
            unitOfWork.commit();
            segments.forEach(segment -> failures.remove(segment.getSegmentId()));
        } catch (RuntimeException | Error e) {
            segments.forEach(segment -> failures.put(segment.getSegmentId(), e.toString()));
            if (unitOfWork.isActive()) {
                unitOfWork.rollback(e);
            }
            // Axon would take no notice of an error: the segment would be neither worked on nor free.
            throw e instanceof RuntimeException exception ? exception : new IllegalStateException(e.toString(), e);
        }
    }

    /**
     * Frees what this node has claimed and does not work on, as it was at the last look already. Axon is left with a claim and no work when it can
     * merge a segment with no other, and then takes up something else: for as long as the node lives nobody could follow it.
     */
    void letGoOfForgotten(String node) {
        Set<Integer> now = stored.claims(getName()).stream()
                .filter(claim -> node.equals(claim.owner()) && !processingStatus().containsKey(claim.segment())).map(Claim::segment)
                .collect(Collectors.toSet());
        now.stream().filter(forgotten::contains).forEach(segment -> tokens.releaseClaim(getName(), segment));
        forgotten = now;
    }

    @Override
    public TokenStore tokens() {
        return tokens;
    }

    /** What the last batch of each failing segment failed with: Axon forgets it as it lets go of the segment. */
    Map<Integer, String> failures() {
        return failures;
    }
}
