package io.ordertrail.command;

import static org.axonframework.commandhandling.GenericCommandResultMessage.asCommandResultMessage;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal.Reason;
import io.ordertrail.platform.web.Outage;
import java.util.List;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.messaging.MessageHandler;

/**
 * Carries each command out on a thread of its lane. What has no place there is refused, and a store that is away is told, both where it
 * survives the way to the node that sent the command; here and not in an interceptor, because events are stored after the last of them.
 */
class LanedCommandBus extends SimpleCommandBus {

    /** A store may have taken what it did not confirm. */
    static final Reason UNKNOWN_OUTCOME = new Reason(Code.UNAVAILABLE,
            "A store did not answer; the command may have been carried out or not. Look, or send it again: what is done already is not done"
                    + " twice, and neither is an order with the same Idempotency-Key.",
            null, null);

    /** It was not begun. */
    static final Reason OVERLOADED =
            new Reason(Code.OVERLOADED, "There is too much to do just now; nothing was done, try again", null, null);

    private final CommandLanes lanes;
    private final List<Outage> outages;

    LanedCommandBus(Builder builder, CommandLanes lanes, List<Outage> outages) {
        super(builder);
        this.lanes = lanes;
        this.outages = outages;
    }

    @Override
    protected <C, R> void handle(CommandMessage<C> command, MessageHandler<? super CommandMessage<?>> handler,
            CommandCallback<? super C, ? super R> callback) {
        lanes.of(command).execute(
                () -> super.<C, R>handle(command, handler, (sent, result) -> callback.onResult(sent, told(result))),
                () -> callback.onResult(command, asCommandResultMessage(
                        new CommandExecutionException(OVERLOADED.detail(), null, OVERLOADED))));
    }

    private <R> CommandResultMessage<? extends R> told(CommandResultMessage<? extends R> result) {
        if (!result.isExceptional() || !Outage.isBehind(result.exceptionResult(), outages)) {
            return result;
        }
        Throwable outage = result.exceptionResult();
        return asCommandResultMessage(new CommandExecutionException(outage.toString(), outage, UNKNOWN_OUTCOME));
    }
}
