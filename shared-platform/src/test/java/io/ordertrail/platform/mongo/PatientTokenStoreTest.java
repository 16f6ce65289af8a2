package io.ordertrail.platform.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@StoreTest
class PatientTokenStoreTest {

    private static final String PROCESSOR = "processes";
    private static final GlobalSequenceTrackingToken TOKEN = new GlobalSequenceTrackingToken(17);

    private MongoDatabase database;

    @BeforeEach
    void initialize(MongoDatabase database) {
        this.database = database;
        node("any", Duration.ofMinutes(1)).initializeTokenSegments(PROCESSOR, 1);
    }

    private PatientTokenStore node(String name, Duration claimTimeout) {
        return new PatientTokenStore(PatientTokenStore.in(database, "tokens").serializer(Jackson3Serializer.builder().build())
                .nodeId(name).claimTimeout(claimTimeout));
    }

    /** Many times, for it takes two within one millisecond to meet the trap. */
    @Test
    void theSameTokenCanBeStoredAgainAtOnce() {
        PatientTokenStore tokens = node("here", Duration.ofMinutes(1));
        tokens.fetchToken(PROCESSOR, 0);
        for (int i = 0; i < 50; i++) {
            tokens.storeToken(TOKEN, PROCESSOR, 0);
            tokens.extendClaim(PROCESSOR, 0);
        }
        assertThat(tokens.fetchToken(PROCESSOR, 0)).isEqualTo(TOKEN);
    }

    @Test
    void whatOneNodeHasClaimedNoOtherGetsUntilItsTimeIsOver() {
        PatientTokenStore here = node("here", Duration.ofMinutes(1));
        here.fetchToken(PROCESSOR, 0);
        here.storeToken(TOKEN, PROCESSOR, 0);

        assertThatThrownBy(() -> node("there", Duration.ofMinutes(1)).fetchToken(PROCESSOR, 0))
                .isInstanceOf(UnableToClaimTokenException.class);
        await().untilAsserted(() -> assertThat(node("there", Duration.ofMillis(1)).fetchToken(PROCESSOR, 0)).isEqualTo(TOKEN));

        assertThatThrownBy(() -> here.storeToken(TOKEN, PROCESSOR, 0)).isInstanceOf(UnableToClaimTokenException.class);
        assertThatThrownBy(() -> here.extendClaim(PROCESSOR, 0)).isInstanceOf(UnableToClaimTokenException.class);
    }
}
