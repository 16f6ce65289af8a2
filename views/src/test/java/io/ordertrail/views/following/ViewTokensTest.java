package io.ordertrail.views.following;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.views.documents.StoreTest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.junit.jupiter.api.Test;

@StoreTest
class ViewTokensTest {

    private static final String VIEW = "tally";
    private static final TrackingToken TOKEN = GapAwareTrackingToken.newInstance(17, Set.of(3L));

    /** Many times, for it takes two within one millisecond to meet the trap. */
    @Test
    void theSameTokenCanBeStoredAgainAtOnce(MongoDatabase database) {
        ViewTokens tokens = ViewTokens.in(database, "tokens", "here");
        tokens.initializeTokenSegments(VIEW, 1);
        tokens.fetchToken(VIEW, 0);
        for (int i = 0; i < 50; i++) {
            tokens.storeToken(TOKEN, VIEW, 0);
            tokens.extendClaim(VIEW, 0);
        }
        assertThat(tokens.fetchToken(VIEW, 0)).isEqualTo(TOKEN);
    }

    @Test
    void aClaimThatIsLostStaysLost(MongoDatabase database) {
        ViewTokens here = ViewTokens.in(database, "tokens", "here");
        ViewTokens there = ViewTokens.in(database, "tokens", "there");
        here.initializeTokenSegments(VIEW, 1);
        there.fetchToken(VIEW, 0);
        assertThatThrownBy(() -> here.storeToken(TOKEN, VIEW, 0)).isInstanceOf(UnableToClaimTokenException.class);
        assertThatThrownBy(() -> here.extendClaim(VIEW, 0)).isInstanceOf(UnableToClaimTokenException.class);
    }

    @Test
    void everybodyCanSeeWhoFollowsWhat(MongoDatabase database) {
        ViewTokens here = ViewTokens.in(database, "tokens", "here");
        here.initializeTokenSegments(VIEW, 2);
        here.fetchToken(VIEW, 0);
        here.storeToken(TOKEN, VIEW, 0);
        List<ViewTokens.Claim> claims = ViewTokens.in(database, "tokens", "there").claims(VIEW, Instant.now());
        assertThat(claims).containsExactlyInAnyOrder(new ViewTokens.Claim(0, "here", TOKEN), new ViewTokens.Claim(1, null, null));
        assertThat(here.claims(VIEW, Instant.now().plusSeconds(60))).extracting(ViewTokens.Claim::node).containsOnlyNulls();
    }
}
