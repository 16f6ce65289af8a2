package io.ordertrail.command;

import java.util.List;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MessageHandlerInterceptor;

/** Opens the shared command side to tests of other packages. */
public final class TestCommands {

    private TestCommands() {
    }

    public static Commands over(CommandGateway gateway) {
        return new Commands(gateway, List.of());
    }

    public static MessageHandlerInterceptor<CommandMessage<?>> refusals() {
        return new RefusalInterceptor();
    }
}
