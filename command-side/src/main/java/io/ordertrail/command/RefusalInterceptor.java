package io.ordertrail.command;

import io.ordertrail.events.AggregateId;
import io.ordertrail.platform.refusal.Refusal;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.springframework.stereotype.Component;

/** Puts a refusal's reason where it survives the way to another node: an exception's details travel, its class does not. */
@Component
class RefusalInterceptor implements MessageHandlerInterceptor<CommandMessage<?>> {

    @Override
    public Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain) throws Exception {
        try {
            return chain.proceed();
        } catch (Refusal refusal) {
            throw carried(refusal);
        } catch (AggregateNotFoundException e) {
            String storedId = e.getAggregateIdentifier().toString();
            throw carried(Refusal.notFound(AggregateId.kindOf(storedId), AggregateId.valueOf(storedId)));
        }
    }

    private static CommandExecutionException carried(Refusal refusal) {
        return new CommandExecutionException(refusal.getMessage(), null, refusal.reason());
    }
}
