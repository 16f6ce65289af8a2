package io.ordertrail.command.gateway;

import io.ordertrail.command.Commands;
import io.ordertrail.command.accounting.AccountCommand.CloseAccount;
import io.ordertrail.command.accounting.AccountCommand.OpenAccount;
import io.ordertrail.command.consumer.AccountClosing;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import org.springframework.stereotype.Component;

/** Closes the account of a consumer who is to be forgotten. */
@Component
class ConsumersAccount implements AccountClosing {

    private final Commands commands;

    ConsumersAccount(Commands commands) {
        this.commands = commands;
    }

    @Override
    public void close(ConsumerId consumer) {
        CloseAccount close = new CloseAccount(AccountId.of(consumer));
        try {
            commands.send(close);
        } catch (Refusal refusal) {
            if (refusal.code() != Code.NOT_FOUND) {
                throw refusal;
            }
            // A process would open it soon, and then it would be open for good.
            commands.send(new OpenAccount(close.accountId(), consumer));
            commands.send(close);
        }
    }
}
