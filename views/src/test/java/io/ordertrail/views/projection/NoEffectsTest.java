package io.ordertrail.views.projection;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordertrail.platform.events.InMemoryEvents;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoEffectsTest {

    private final Configuration axon;

    /** What could be sent. */
    private enum Effect {
        COMMAND, EVENT, QUERY, UPDATE
    }

    NoEffectsTest() {
        Configurer configurer = DefaultConfigurer.defaultConfiguration(false)
                .configureEmbeddedEventStore(c -> new InMemoryEvents());
        new NoEffects().configureModule(configurer);
        axon = configurer.start();
    }

    @AfterEach
    void stop() {
        axon.shutdown();
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsSentWhileAViewIsFolded(Effect effect) {
        assertThatThrownBy(() -> Effects.none(() -> {
            send(effect);
            return null;
        })).hasStackTraceContaining("A view being folded sends nothing");
    }

    @Test
    void afterwardsItIs() {
        Effects.none(() -> null);
        assertThatCode(() -> send(Effect.EVENT)).doesNotThrowAnyException();
    }

    private void send(Effect effect) {
        switch (effect) {
            case COMMAND -> axon.commandGateway().sendAndWait(GenericCommandMessage.asCommandMessage("command"));
            case EVENT -> axon.eventBus().publish(GenericEventMessage.asEventMessage("event"));
            case QUERY -> axon.queryBus().query(new GenericQueryMessage<>("query", ResponseTypes.instanceOf(String.class))).join();
            case UPDATE -> axon.queryUpdateEmitter().emit(query -> true, "update");
        }
    }
}
