package io.ordertrail.command;

import io.ordertrail.events.AggregateId;
import io.ordertrail.platform.refusal.Refusal;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.annotation.MessageHandlerInvocationException;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Puts a refusal's reason where it survives the way to another node: an exception's details travel, its class does not. */
@Component
class RefusalInterceptor implements MessageHandlerInterceptor<CommandMessage<?>> {

    private static final Logger LOG = LoggerFactory.getLogger(RefusalInterceptor.class);

    @Override
    public Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain) throws Exception {
        try {
            return chain.proceed();
        } catch (Refusal refusal) {
            throw carried(unitOfWork.getMessage(), refusal);
        } catch (MessageHandlerInvocationException e) {
            // As Axon wraps what is thrown while an aggregate is loaded.
            throw e.getCause() instanceof Refusal refusal ? carried(unitOfWork.getMessage(), refusal) : e;
        } catch (AggregateNotFoundException e) {
            String storedId = e.getAggregateIdentifier().toString();
            throw carried(unitOfWork.getMessage(), Refusal.notFound(AggregateId.kindOf(storedId), AggregateId.valueOf(storedId)));
        }
    }

    private static CommandExecutionException carried(CommandMessage<?> command, Refusal refusal) {
        LOG.debug("{} is refused: {}", command.getPayloadType().getSimpleName(), refusal.getMessage());
        return new CommandExecutionException(refusal.getMessage(), null, refusal.reason());
    }
}
