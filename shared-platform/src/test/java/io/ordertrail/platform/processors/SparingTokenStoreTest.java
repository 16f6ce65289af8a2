package io.ordertrail.platform.processors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.MergedTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SparingTokenStoreTest {

    private static final String NAME = "processor";

    private final TokenStore stored = new InMemoryTokenStore();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    private final TokenStore tokens = new SparingTokenStore(stored, nanos::get);

    @BeforeEach
    void claim() {
        tokens.initializeTokenSegments(NAME, 1, at(0));
        tokens.fetchToken(NAME, 0);
    }

    @Test
    void storesTheFirstAndThenOneASecond() {
        tokens.storeToken(at(1), NAME, 0);
        tokens.storeToken(at(2), NAME, 0);
        assertThat(stored.fetchToken(NAME, 0)).isEqualTo(at(1));

        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        tokens.storeToken(at(3), NAME, 0);
        assertThat(stored.fetchToken(NAME, 0)).isEqualTo(at(3));
    }

    @Test
    void whatWaitsIsStoredWhenTheClaimIsExtendedReleasedOrTakenAnew() {
        tokens.storeToken(at(1), NAME, 0);
        tokens.storeToken(at(2), NAME, 0);
        tokens.extendClaim(NAME, 0);
        assertThat(stored.fetchToken(NAME, 0)).isEqualTo(at(2));

        tokens.storeToken(at(3), NAME, 0);
        assertThat(tokens.fetchToken(NAME, 0)).isEqualTo(at(3));

        tokens.storeToken(at(4), NAME, 0);
        tokens.storeToken(at(5), NAME, 0);
        tokens.releaseClaim(NAME, 0);
        assertThat(stored.fetchToken(NAME, 0)).isEqualTo(at(5));
    }

    @Test
    void aMergedTokenNeverWaits() {
        TrackingToken merged = new MergedTrackingToken(at(1), at(9));
        tokens.storeToken(at(1), NAME, 0);

        tokens.storeToken(merged, NAME, 0);

        assertThat(stored.fetchToken(NAME, 0)).isEqualTo(merged);
    }

    @Test
    void aDeletedSegmentLeavesNothingThatWaits() {
        tokens.storeToken(at(1), NAME, 0);
        tokens.storeToken(at(2), NAME, 0);
        tokens.deleteToken(NAME, 0);

        assertThat(tokens.fetchSegments(NAME)).isEmpty();
    }

    private static TrackingToken at(long position) {
        return new GlobalSequenceTrackingToken(position);
    }
}
