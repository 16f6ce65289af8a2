package io.ordertrail.platform.processors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.junit.jupiter.api.Test;

class LocalProcessorsTest {

    private final InMemoryTokenStore tokens = new InMemoryTokenStore();
    private final EventProcessingConfiguration processing = mock(EventProcessingConfiguration.class);
    private final LocalProcessors local = new LocalProcessors(processing, new LastErrors(), "node");

    LocalProcessorsTest() {
        tokens.initializeTokenSegments("view", 2);
    }

    /** The kind: a store that hangs holds up the other's only writer, because a look at the one is made in a transaction of the other. */
    @Test
    void tokensOfAStoreOfTheirOwnAreLookedAtInNoTransactionOfAnother() {
        EventProcessor view = mock(EventProcessor.class, withSettings().extraInterfaces(OwnTokens.class));
        when(view.getName()).thenReturn("view");
        when(((OwnTokens) view).tokens()).thenReturn(tokens);
        when(processing.transactionManager("view")).thenReturn(() -> {
            throw new AssertionError("in a transaction of the event store");
        });

        assertThat(local.segments(view)).extracting(Segment::getSegmentId).containsExactly(0, 1);
        assertThat(local.available(view)).containsExactly(0, 1);
    }
}
