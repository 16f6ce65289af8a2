package io.ordertrail.command;

import static org.axonframework.commandhandling.GenericCommandResultMessage.asCommandResultMessage;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal.Reason;
import io.ordertrail.platform.web.Outage;
import java.util.List;
import org.axonframework.commandhandling.AsynchronousCommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.messaging.MessageHandler;

/**
 * Puts a store that is away where it survives the way to the node that sent the command. Here and not in an interceptor, because events are
 * stored after the last of them.
 */
class CommandBusThatTellsOutages extends AsynchronousCommandBus {

    /** A store may have taken what it did not confirm. */
    static final Reason UNKNOWN_OUTCOME = new Reason(Code.UNAVAILABLE,
            "A store did not answer; the command may have been carried out or not. Look, or send it again: what is done already is not done"
                    + " twice, and neither is an order with the same Idempotency-Key.",
            null, null);

    private final List<Outage> outages;

    CommandBusThatTellsOutages(Builder builder, List<Outage> outages) {
        super(builder);
        this.outages = outages;
    }

    @Override
    protected <C, R> void handle(CommandMessage<C> command, MessageHandler<? super CommandMessage<?>> handler,
            CommandCallback<? super C, ? super R> callback) {
        super.<C, R>handle(command, handler, (sent, result) -> callback.onResult(sent, told(result)));
    }

    private <R> CommandResultMessage<? extends R> told(CommandResultMessage<? extends R> result) {
        if (!result.isExceptional() || !Outage.isBehind(result.exceptionResult(), outages)) {
            return result;
        }
        Throwable outage = result.exceptionResult();
        return asCommandResultMessage(new CommandExecutionException(outage.toString(), outage, UNKNOWN_OUTCOME));
    }
}
