package io.ordertrail.command.accounting;

import io.ordertrail.command.Deed;
import io.ordertrail.command.Outcome;
import io.ordertrail.command.accounting.AccountCommand.IssueRefund;
import java.util.Optional;
import java.util.function.Function;

/**
 * A refund under a client's key. The account knows it again, as long as it has not forgotten it; so what it has answered is noted, and asked for
 * no more.
 *
 * @param refund without a key
 * @param send to the account
 */
record Refunding(IssueRefund refund, Function<IssueRefund, Outcome> send) implements Deed<Outcome> {

    private static final String BETWEEN = " ";

    @Override
    public Outcome perform(String id) {
        return send.apply(new IssueRefund(refund.accountId(), refund.orderId(), refund.amount(), refund.reason(), id));
    }

    @Override
    public Optional<Outcome> find(String id) {
        return Optional.empty();
    }

    /** The account itself refuses another refund under the same id. */
    @Override
    public boolean isAskedFor(String id, Outcome done) {
        return true;
    }

    @Override
    public Optional<String> note(Outcome done) {
        return Optional.of(String.join(BETWEEN, done.status(), String.valueOf(done.version()), String.valueOf(done.event())));
    }

    @Override
    public Outcome noted(String note) {
        String[] parts = note.split(BETWEEN);
        return new Outcome(refund.accountId().toString(), parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2]),
                refund.orderId().value());
    }
}
