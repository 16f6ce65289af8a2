package io.ordertrail.platform.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.platform.membership.OwnedTokenStore.Claim;
import io.ordertrail.platform.mongo.StoreTest;
import java.time.Duration;
import java.util.Set;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.MergedTrackingToken;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.UnableToInitializeTokenException;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A segment is its owner's for as long as that lives, by nobody's wall clock: those of these nodes are hours apart. */
@StoreTest
class OwnedTokenStoreTest {

    private static final String PROCESSOR = "tally";
    private static final TrackingToken TOKEN = GapAwareTrackingToken.newInstance(17, Set.of(3L));

    private final TestTime time = new TestTime();
    private MongoDatabase database;
    private Membership first;
    private Membership second;
    private OwnedTokenStore here;
    private OwnedTokenStore there;

    @BeforeEach
    void initialize(MongoDatabase database) {
        this.database = database;
        first = new Membership(database, "here", time.off(Duration.ofHours(1)));
        second = new Membership(database, "there", time.off(Duration.ofHours(-1)));
        first.beat();
        second.beat();
        here = tokens(first);
        there = tokens(second);
        here.initializeTokenSegments(PROCESSOR, 2);
    }

    private OwnedTokenStore tokens(Membership membership) {
        return new OwnedTokenStore(database, "tokens", Jackson3Serializer.builder().build(), membership);
    }

    @Test
    void aTokenIsThereForWhoeverHasTheSegmentNext() {
        here.fetchToken(PROCESSOR, 0);
        here.storeToken(TOKEN, PROCESSOR, 0);
        here.storeToken(TOKEN, PROCESSOR, 0);
        here.extendClaim(PROCESSOR, 0);
        here.releaseClaim(PROCESSOR, 0);
        assertThat(there.fetchToken(PROCESSOR, 0)).isEqualTo(TOKEN);
        assertThat(there.fetchToken(PROCESSOR, 1)).isNull();
    }

    /** A merge is two writes: whoever looks between them, or goes on after a node that died there, must pass no event by. */
    @Test
    void betweenTheWritesOfAMergeNothingIsFurtherThanBothWere() {
        TrackingToken ahead = GapAwareTrackingToken.newInstance(25, Set.of());
        for (int segment = 0; segment < 2; segment++) {
            here.fetchToken(PROCESSOR, segment);
        }
        here.storeToken(ahead, PROCESSOR, 0);
        here.storeToken(MergedTrackingToken.merged(TOKEN, ahead), PROCESSOR, 1);

        here.deleteToken(PROCESSOR, 1);

        assertThat(here.claims(PROCESSOR)).singleElement()
                .satisfies(claim -> assertThat(TOKEN.covers(claim.token())).as("%s", claim.token()).isTrue());
    }

    @Test
    void whatALivingNodeHasNoOtherGets() {
        here.fetchToken(PROCESSOR, 0);
        assertThatThrownBy(() -> there.fetchToken(PROCESSOR, 0)).isInstanceOf(UnableToClaimTokenException.class);
        assertThatThrownBy(() -> there.storeToken(TOKEN, PROCESSOR, 0)).isInstanceOf(UnableToClaimTokenException.class);
        assertThatThrownBy(() -> there.extendClaim(PROCESSOR, 0)).isInstanceOf(UnableToClaimTokenException.class);
        assertThatThrownBy(() -> there.deleteToken(PROCESSOR, 0)).isInstanceOf(UnableToClaimTokenException.class);
        there.releaseClaim(PROCESSOR, 0);
        assertThat(there.fetchAvailableSegments(PROCESSOR)).extracting(Segment::getSegmentId).containsExactly(1);
        assertThat(here.fetchAvailableSegments(PROCESSOR)).extracting(Segment::getSegmentId).containsExactly(0, 1);
    }

    @Test
    void whatASilentNodeHadIsTakenOverAndItIsToldSoWhenItComesBack() {
        here.fetchToken(PROCESSOR, 0);
        here.storeToken(TOKEN, PROCESSOR, 0);
        time.pass(Membership.GONE);
        second.beat();

        assertThat(there.fetchAvailableSegments(PROCESSOR)).extracting(Segment::getSegmentId).containsExactly(0, 1);
        assertThat(there.fetchToken(PROCESSOR, 0)).isEqualTo(TOKEN);

        first.beat();
        assertThatThrownBy(() -> here.storeToken(TOKEN, PROCESSOR, 0)).isInstanceOf(UnableToClaimTokenException.class);
        assertThatThrownBy(() -> here.extendClaim(PROCESSOR, 0)).isInstanceOf(UnableToClaimTokenException.class);
    }

    /** Its claim may be newer than all that this node knows of the members. */
    @Test
    void whoHasJustJoinedCountsAsLiving() {
        Membership third = new Membership(database, "third", time.off(Duration.ZERO));
        third.beat();
        tokens(third).fetchToken(PROCESSOR, 0);
        assertThatThrownBy(() -> here.fetchToken(PROCESSOR, 0)).isInstanceOf(UnableToClaimTokenException.class);
    }

    @Test
    void everybodyCanSeeWhoWorksOnWhat() {
        here.fetchToken(PROCESSOR, 0);
        here.storeToken(TOKEN, PROCESSOR, 0);
        assertThat(there.claims(PROCESSOR)).containsExactlyInAnyOrder(new Claim(0, "here", TOKEN), new Claim(1, null, null));
        first.close();
        second.beat();
        assertThat(there.claims(PROCESSOR)).extracting(Claim::owner).containsOnlyNulls();
    }

    @Test
    void segmentsAreMadeOnce() {
        assertThatThrownBy(() -> there.initializeTokenSegments(PROCESSOR, 4)).isInstanceOf(UnableToClaimTokenException.class);
        assertThatThrownBy(() -> there.initializeSegment(TOKEN, PROCESSOR, 1)).isInstanceOf(UnableToInitializeTokenException.class);
        there.initializeSegment(TOKEN, PROCESSOR, 2);
        assertThat(here.fetchSegments(PROCESSOR)).containsExactly(0, 1, 2);
        assertThatThrownBy(() -> here.fetchToken(PROCESSOR, 7)).isInstanceOf(UnableToClaimTokenException.class);
        here.fetchToken(PROCESSOR, 2);
        here.deleteToken(PROCESSOR, 2);
        assertThat(here.fetchSegments(PROCESSOR)).containsExactly(0, 1);
    }

    @Test
    void theStoreHasOneNameForAll() {
        assertThat(here.retrieveStorageIdentifier()).isPresent().isEqualTo(there.retrieveStorageIdentifier());
    }
}
