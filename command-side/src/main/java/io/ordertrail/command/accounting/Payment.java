package io.ordertrail.command.accounting;

import io.ordertrail.events.Money;
import io.ordertrail.events.PaymentStatus;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the payment of one order stands, with the sequence numbers of the events that made it so: a repeat names the first event, not a later
 * one of some other order.
 *
 * @param amount what is authorised, or was declined; null if the reversal came before any authorisation
 * @param refunded how much of the captured amount has been given back, null while nothing is captured
 * @param revisions how revisions were decided, the latest last
 * @param decidedAt sequence of the event that authorised or declined, or reversed ahead
 * @param endedAt sequence of the event that reversed or captured, or that of the decision before that
 */
record Payment(PaymentStatus status, Money amount, Money refunded, List<Revision> revisions, long decidedAt, long endedAt) {

    /** How a revision was decided. */
    record Revision(long proposal, Money asked, PaymentStatus answer, long decidedAt) {
    }

    static Payment authorized(Money amount, long sequence) {
        return new Payment(PaymentStatus.AUTHORIZED, amount, null, List.of(), sequence, sequence);
    }

    static Payment declined(Money amount, long sequence) {
        return new Payment(PaymentStatus.DECLINED, amount, null, List.of(), sequence, sequence);
    }

    static Payment reversedAhead(long sequence) {
        return new Payment(PaymentStatus.REVERSED, null, null, List.of(), sequence, sequence);
    }

    Payment revised(long proposal, Money newAmount, long sequence) {
        return decided(newAmount, new Revision(proposal, newAmount, PaymentStatus.AUTHORIZED, sequence));
    }

    Payment revisionDeclined(long proposal, Money asked, long sequence) {
        return decided(amount, new Revision(proposal, asked, PaymentStatus.DECLINED, sequence));
    }

    private Payment decided(Money newAmount, Revision decision) {
        return new Payment(status, newAmount, refunded, Stream.concat(revisions.stream(), Stream.of(decision)).toList(), decidedAt,
                endedAt);
    }

    Payment reversed(long sequence) {
        return new Payment(PaymentStatus.REVERSED, amount, refunded, revisions, decidedAt, sequence);
    }

    Payment captured(long sequence) {
        return new Payment(PaymentStatus.CAPTURED, amount, Money.zero(amount.currency()), revisions, decidedAt, sequence);
    }

    Payment refunded(Money more) {
        Money all = refunded.plus(more);
        return new Payment(all.equals(amount) ? PaymentStatus.REFUNDED : status, amount, all, revisions, decidedAt, endedAt);
    }

    boolean is(PaymentStatus asked) {
        return status == asked;
    }

    /** Whether asking to authorise that amount has been answered by what stands here. */
    boolean answers(Money asked) {
        return switch (status) {
            case AUTHORIZED, DECLINED -> asked.equals(amount);
            case REVERSED -> amount == null;
            case CAPTURED, REFUNDED -> false;
        };
    }

    /** How that proposal was decided, null if it was not, or changed nothing. */
    Revision revision(long proposal) {
        return revisions.stream().filter(revision -> revision.proposal() == proposal).findFirst().orElse(null);
    }

    /** Whether a later proposal has been decided: this one is over then, and must not undo it. */
    boolean isPast(long proposal) {
        return !revisions.isEmpty() && proposal < revisions.getLast().proposal();
    }

    boolean canRefund(Money more) {
        return status == PaymentStatus.CAPTURED && !refunded.plus(more).isMoreThan(amount);
    }
}
