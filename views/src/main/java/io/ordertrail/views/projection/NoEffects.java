package io.ordertrail.views.projection;

import java.util.function.BiFunction;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.messaging.Message;
import org.springframework.stereotype.Component;

/** Puts a guard before everything that Axon could send from this process while a view is folded. */
@Component
class NoEffects implements ConfigurerModule {

    @Override
    public void configureModule(Configurer configurer) {
        configurer.onInitialize(configuration -> configuration.onStart(() -> {
            configuration.commandBus().registerDispatchInterceptor(messages -> guarded("a command"));
            configuration.eventBus().registerDispatchInterceptor(messages -> guarded("an event"));
            configuration.queryBus().registerDispatchInterceptor(messages -> guarded("a query"));
            configuration.queryUpdateEmitter().registerDispatchInterceptor(messages -> guarded("an update of a query"));
        }));
    }

    private static <M extends Message<?>> BiFunction<Integer, M, M> guarded(String what) {
        return (index, message) -> {
            Effects.requireAllowed(what);
            return message;
        };
    }
}
