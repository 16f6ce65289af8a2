package io.ordertrail.command.accounting;

import io.ordertrail.events.AccountEvent;
import io.ordertrail.events.AccountEvent.AccountDisabled;
import io.ordertrail.events.AccountEvent.AccountEnabled;
import io.ordertrail.events.AccountEvent.AccountOpened;
import io.ordertrail.events.AccountEvent.AuthorizationReversed;
import io.ordertrail.events.AccountEvent.AuthorizationRevised;
import io.ordertrail.events.AccountEvent.AuthorizationRevisionDeclined;
import io.ordertrail.events.AccountEvent.CardLimitChanged;
import io.ordertrail.events.AccountEvent.PaymentAuthorized;
import io.ordertrail.events.AccountEvent.PaymentCaptured;
import io.ordertrail.events.AccountEvent.PaymentDeclined;
import io.ordertrail.events.AccountEvent.RefundCompleted;
import io.ordertrail.events.AccountEvent.RefundFailed;
import io.ordertrail.events.AccountEvent.RefundIssued;
import io.ordertrail.events.AccountEvent.RefundRequested;
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
 * @param revisions how the latest revisions were decided, the latest last
 * @param decidedAt sequence of the event that authorised or declined, or reversed ahead
 * @param endedAt sequence of the event that reversed or captured, or that of the decision before that
 */
record Payment(PaymentStatus status, Money amount, Money refunded, List<Revision> revisions, long decidedAt, long endedAt) {

    /** Nobody repeats an older one; whoever does is told that it is over. */
    static final int REVISIONS = 50;

    /** How a revision was decided. */
    record Revision(long proposal, Money asked, PaymentStatus answer, long decidedAt) {
    }

    /**
     * The payment after one more event of its order.
     *
     * @param before null before the first
     */
    static Payment evolve(Payment before, AccountEvent event, long sequence) {
        return switch (event) {
            case PaymentAuthorized e -> decided(PaymentStatus.AUTHORIZED, e.amount(), sequence);
            case PaymentDeclined e -> decided(PaymentStatus.DECLINED, e.amount(), sequence);
            case AuthorizationReversed e -> switch (e.kind()) {
                case AHEAD -> decided(PaymentStatus.REVERSED, null, sequence);
                case RELEASE -> before.ended(PaymentStatus.REVERSED, null, sequence);
            };
            case AuthorizationRevised e ->
                before.revised(e.amount(), new Revision(e.proposal(), e.amount(), PaymentStatus.AUTHORIZED, sequence));
            case AuthorizationRevisionDeclined e ->
                before.revised(before.amount, new Revision(e.proposal(), e.amount(), PaymentStatus.DECLINED, sequence));
            case PaymentCaptured e -> before.ended(PaymentStatus.CAPTURED, Money.zero(e.amount().currency()), sequence);
            case RefundIssued e -> before.refundedBy(e.amount());
            case AccountOpened ofNone -> before;
            case CardLimitChanged ofNone -> before;
            case RefundRequested ofNone -> before;
            case RefundCompleted ofNone -> before;
            case RefundFailed ofNone -> before;
            case AccountDisabled ofNone -> before;
            case AccountEnabled ofNone -> before;
        };
    }

    private static Payment decided(PaymentStatus status, Money amount, long sequence) {
        return new Payment(status, amount, null, List.of(), sequence, sequence);
    }

    private Payment revised(Money newAmount, Revision decision) {
        int tooMany = Math.max(0, revisions.size() + 1 - REVISIONS);
        return new Payment(status, newAmount, refunded, Stream.concat(revisions.stream().skip(tooMany), Stream.of(decision)).toList(),
                decidedAt, endedAt);
    }

    private Payment ended(PaymentStatus end, Money givenBack, long sequence) {
        return new Payment(end, amount, givenBack, revisions, decidedAt, sequence);
    }

    private Payment refundedBy(Money more) {
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
