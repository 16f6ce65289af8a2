package io.ordertrail.command.accounting;

import io.ordertrail.command.Commands;
import io.ordertrail.command.Once;
import io.ordertrail.command.Outcome;
import io.ordertrail.command.accounting.AccountCommand.IssueRefund;
import io.ordertrail.command.accounting.AccountCommand.OpenAccount;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/**
 * Sends a client's command to an account. A process opens the account soon after its consumer has registered; a client that is faster must
 * not read 404, so the account is opened here then.
 */
@Component
class AccountService {

    private final Commands commands;
    private final EventStore events;
    private final Once once;

    AccountService(Commands commands, EventStore events, Once once) {
        this.commands = commands;
        this.events = events;
        this.once = once;
    }

    /**
     * @param refund without a key
     * @param idempotencyKey the client's; null if this is a new refund in any case
     */
    Outcome refund(IssueRefund refund, String idempotencyKey) {
        return idempotencyKey == null ? send(refund)
                : once.answer(idempotencyKey, List.of("POST /accounts/{id}/refunds", refund), new Refunding(refund, this::send));
    }

    /** @throws Refusal as the account refused it; {@code NOT_FOUND} if there is no such consumer either */
    Outcome send(AccountCommand command) {
        try {
            return commands.send(command);
        } catch (Refusal refusal) {
            ConsumerId consumer = new ConsumerId(command.accountId().value());
            if (refusal.code() != Code.NOT_FOUND || events.lastSequenceNumberFor(consumer.toString()).isEmpty()) {
                throw refusal;
            }
            commands.send(new OpenAccount(command.accountId(), consumer));
            return commands.send(command);
        }
    }
}
