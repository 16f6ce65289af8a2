package io.ordertrail.command.accounting;

import io.ordertrail.events.Money;
import io.ordertrail.events.PaymentStatus;

/**
 * How the payment of one order stands, with the sequence numbers of the events that made it so: a repeat names the first event, not a later
 * one of some other order.
 *
 * @param amount what is authorised, or was declined; null if the reversal came before any authorisation
 * @param refunded how much of the captured amount has been given back, null while nothing is captured
 * @param revision how the latest revision was decided, null if there was none
 * @param decidedAt sequence of the event that authorised or declined, or reversed ahead
 * @param endedAt sequence of the event that reversed or captured, or that of the decision before that
 */
record Payment(PaymentStatus status, Money amount, Money refunded, Revision revision, long decidedAt, long endedAt) {

    /** How a revision was decided. */
    record Revision(long proposal, Money asked, PaymentStatus answer, long decidedAt) {
    }

    static Payment authorized(Money amount, long sequence) {
        return new Payment(PaymentStatus.AUTHORIZED, amount, null, null, sequence, sequence);
    }

    static Payment declined(Money amount, long sequence) {
        return new Payment(PaymentStatus.DECLINED, amount, null, null, sequence, sequence);
    }

    static Payment reversedAhead(long sequence) {
        return new Payment(PaymentStatus.REVERSED, null, null, null, sequence, sequence);
    }

    Payment revised(long proposal, Money newAmount, long sequence) {
        return new Payment(status, newAmount, refunded, new Revision(proposal, newAmount, PaymentStatus.AUTHORIZED, sequence), decidedAt,
                endedAt);
    }

    Payment revisionDeclined(long proposal, Money asked, long sequence) {
        return new Payment(status, amount, refunded, new Revision(proposal, asked, PaymentStatus.DECLINED, sequence), decidedAt, endedAt);
    }

    Payment reversed(long sequence) {
        return new Payment(PaymentStatus.REVERSED, amount, refunded, revision, decidedAt, sequence);
    }

    Payment captured(long sequence) {
        return new Payment(PaymentStatus.CAPTURED, amount, Money.zero(amount.currency()), revision, decidedAt, sequence);
    }

    Payment refunded(Money more) {
        Money all = refunded.plus(more);
        return new Payment(all.equals(amount) ? PaymentStatus.REFUNDED : status, amount, all, revision, decidedAt, endedAt);
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

    boolean canRefund(Money more) {
        return status == PaymentStatus.CAPTURED && !refunded.plus(more).isMoreThan(amount);
    }
}
