package io.ordertrail.command.consumer;

import io.ordertrail.command.Commands;
import io.ordertrail.command.Outcome;
import io.ordertrail.command.consumer.ConsumerCommand.ForgetConsumer;
import io.ordertrail.command.consumer.ConsumerCommand.ReviewConsumer;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.platform.personal.Seals;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Forgets a consumer: their account is closed, which an open order forbids; it is recorded that they are forgotten; their key is dropped. After a
 * crash before the record, whoever asks again goes on from there; after it, the process that follows the record drops the key.
 */
@Component
class Forgetting {

    private static final Logger LOG = LoggerFactory.getLogger(Forgetting.class);

    private final Commands commands;
    private final AccountClosing accounts;
    private final Seals seals;

    Forgetting(Commands commands, AccountClosing accounts, Seals seals) {
        this.commands = commands;
        this.accounts = accounts;
        this.seals = seals;
    }

    /** @throws Refusal {@code NOT_FOUND} for who is unknown or forgotten, {@code INVALID_STATE} while an order is open */
    Outcome forget(ConsumerId consumer) {
        if (!seals.isOn()) {
            throw Refusal.of(Code.UNAVAILABLE, "Nobody can be forgotten here: there is no master key");
        }
        commands.<Outcome>send(new ReviewConsumer(consumer));
        accounts.close(consumer);
        Outcome forgotten = commands.send(new ForgetConsumer(consumer));
        try {
            seals.forget(consumer.toString());
        } catch (RuntimeException e) {
            LOG.debug("The key of {} is dropped by the process that follows", consumer, e);
        }
        return forgotten;
    }
}
