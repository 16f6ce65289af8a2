package io.ordertrail.command.accounting;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.ordertrail.command.Outcome;
import io.ordertrail.command.accounting.AccountCommand.AuthorizePayment;
import io.ordertrail.command.accounting.AccountCommand.CapturePayment;
import io.ordertrail.command.accounting.AccountCommand.ChangeCardLimit;
import io.ordertrail.command.accounting.AccountCommand.CloseAccount;
import io.ordertrail.command.accounting.AccountCommand.CompleteRefund;
import io.ordertrail.command.accounting.AccountCommand.DisableAccount;
import io.ordertrail.command.accounting.AccountCommand.EnableAccount;
import io.ordertrail.command.accounting.AccountCommand.FailRefund;
import io.ordertrail.command.accounting.AccountCommand.IssueRefund;
import io.ordertrail.command.accounting.AccountCommand.OpenAccount;
import io.ordertrail.command.accounting.AccountCommand.RequestRefund;
import io.ordertrail.command.accounting.AccountCommand.ReverseAuthorization;
import io.ordertrail.command.accounting.AccountCommand.ReviseAuthorization;
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
import io.ordertrail.events.AccountId;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.PaymentStatus;
import io.ordertrail.events.Rejection;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;

/**
 * One consumer's money: what is open, within the limit, and how each open payment stands. One that has ended is not kept here, where it would
 * be loaded with every command, but found again by {@link EndedPayments}. Over 200 lines, because limit, currency and the payments decide
 * together; what concerns one payment alone stands in {@link Payment}.
 */
@Aggregate(snapshotTriggerDefinition = "accountSnapshotTrigger", cache = "aggregateCache")
@Revision("4") // of the snapshot: raised when a field here, in Payment or in RefundIssued changes
class Account {

    @AggregateIdentifier
    private AccountId accountId;
    private ConsumerId consumerId;
    private AccountStatus status;
    /** Null: unlimited. */
    private Money cardLimit;
    /** Sum of what is authorised, neither captured nor reversed; null until the first limit or authorisation fixes the currency. */
    private Money open;
    /** The open ones, by order. */
    private Map<String, Payment> payments = new HashMap<>();
    /** The greatest of the orders whose payments have ended, null while none has. */
    private String lastEnded;
    /** Those that came with a key, the oldest first. */
    private SequencedMap<String, Refund> refunds = new LinkedHashMap<>();

    /** What the payment provider was asked to give back, the oldest first: all that it has not done, and what it has done lately. */
    private SequencedMap<String, Return> returns = new LinkedHashMap<>();

    /** How far the provider is. */
    private enum Return {
        REQUESTED, FAILED, COMPLETED
    }

    /** A refund that came with a key, by which it is known again. */
    private record Refund(RefundIssued issued, long sequence, Instant at, AccountStatus status) {
    }

    /**
     * A key is known here for so long; of more keys than that, the oldest are forgotten sooner. Only who repeats a refund whose answer was
     * not noted, for its node died, asks for it here.
     */
    static final Duration LIFE_OF_KEYS = Duration.ofDays(30);
    static final int MOST_KEYS = 1_000;

    /** Of those that it has done, more than can be asked again after a crash. */
    static final int MOST_RETURNS = 100;

    private Account() {
    }

    /** An account is opened once and for all: asked again it is open already, enabled or not. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Outcome handle(OpenAccount command) {
        if (status == null) {
            apply(new AccountOpened(command.accountId(), command.consumerId()));
        } else if (!command.consumerId().equals(consumerId)) {
            throw Refusal.invalidState(status, "The account is open already, for another consumer");
        }
        return outcome();
    }

    @CommandHandler
    Outcome handle(ChangeCardLimit command) {
        requireCurrencyOf(command.limit(), "/limit/currency");
        if (!command.limit().equals(cardLimit)) {
            apply(new CardLimitChanged(accountId, command.limit()));
        }
        return outcome();
    }

    @CommandHandler
    Outcome handle(AuthorizePayment command, EndedPayments ended) {
        Payment payment = payment(command.orderId(), ended);
        if (payment == null) {
            Rejection objection = objectionTo(command.amount(), null);
            payment = after(null, objection == null
                    ? new PaymentAuthorized(accountId, command.orderId(), command.amount())
                    : new PaymentDeclined(accountId, command.orderId(), command.amount(), objection));
        } else if (!payment.answers(command.amount())) {
            throw refused(payment, "be authorised");
        }
        return Outcome.of(accountId, payment.status(), command.orderId(), payment.decidedAt());
    }

    /**
     * A proposal once decided stays decided, an older one is over, and one for the same amount changes nothing: repeats of them, however
     * late, are answered without an event.
     */
    @CommandHandler
    Outcome handle(ReviseAuthorization command, EndedPayments ended) {
        Payment payment = payment(command.orderId(), ended);
        Payment.Revision decided = payment == null ? null : payment.revision(command.proposal());
        if (decided != null && decided.asked().equals(command.amount())) {
            return Outcome.of(accountId, decided.answer(), command.orderId(), decided.decidedAt());
        }
        if (payment != null && decided == null && (payment.isPast(command.proposal()) || command.amount().equals(payment.amount()))) {
            return Outcome.of(accountId, payment.status(), command.orderId(), payment.decidedAt());
        }
        if (payment == null || decided != null || !payment.is(PaymentStatus.AUTHORIZED)) {
            throw refused(payment, "be revised");
        }
        Rejection objection = objectionTo(command.amount(), payment.amount());
        Payment.Revision decision = after(payment, objection == null
                ? new AuthorizationRevised(accountId, command.orderId(), command.proposal(), command.amount())
                : new AuthorizationRevisionDeclined(accountId, command.orderId(), command.proposal(), command.amount(), objection))
                .revision(command.proposal());
        return Outcome.of(accountId, decision.answer(), command.orderId(), decision.decidedAt());
    }

    /** Why that much may not be authorised in the place of what is held for the order (null: nothing yet); null if it may. */
    private Rejection objectionTo(Money asked, Money held) {
        boolean foreign = open != null && !asked.hasCurrencyOf(open);
        if (held != null && !foreign && !asked.isMoreThan(held)) {
            return null;
        }
        if (status == AccountStatus.DISABLED) {
            return Rejection.ACCOUNT_DISABLED;
        }
        if (foreign) {
            return Rejection.CARD_LIMIT;
        }
        return cardLimit != null && openWith(asked, held).isMoreThan(cardLimit) ? Rejection.CARD_LIMIT : null;
    }

    private Money openWith(Money asked, Money held) {
        return (held == null ? open : open.minus(held)).plus(asked);
    }

    @CommandHandler
    Outcome handle(ReverseAuthorization command, EndedPayments ended) {
        Payment payment = payment(command.orderId(), ended);
        if (payment == null || payment.is(PaymentStatus.AUTHORIZED)) {
            payment = after(payment, payment == null
                    ? AuthorizationReversed.ahead(accountId, command.orderId())
                    : AuthorizationReversed.release(accountId, command.orderId(), payment.amount()));
        } else if (!payment.is(PaymentStatus.REVERSED)) {
            throw refused(payment, "be reversed");
        }
        return Outcome.of(accountId, payment.status(), command.orderId(), payment.endedAt());
    }

    /** Money once captured counts as captured even if it is given back since: a process that repeats itself must not stumble over it. */
    @CommandHandler
    Outcome handle(CapturePayment command, EndedPayments ended) {
        Payment payment = payment(command.orderId(), ended);
        if (payment != null && payment.is(PaymentStatus.AUTHORIZED)) {
            payment = after(payment, new PaymentCaptured(accountId, command.orderId(), payment.amount()));
        } else if (payment == null || payment.refunded() == null) {
            throw refused(payment, "be captured");
        }
        return Outcome.of(accountId, payment.status(), command.orderId(), payment.endedAt());
    }

    @CommandHandler
    Outcome handle(IssueRefund command, EndedPayments ended) {
        RefundIssued issued = new RefundIssued(accountId, command.orderId(), command.amount(), command.reason(), command.idempotencyKey());
        Refund known = refunds.get(command.idempotencyKey());
        if (known != null) {
            if (!known.issued().equals(issued)) {
                throw Refusal.of(Code.IDEMPOTENCY_KEY_REUSED, "This Idempotency-Key came with another refund");
            }
            return new Outcome(accountId.toString(), known.status().name(), known.sequence(), known.sequence(), command.orderId().value());
        }
        requireCurrencyOf(command.amount(), "/amount/currency");
        Payment payment = payment(command.orderId(), ended);
        if (payment == null || !payment.canRefund(command.amount())) {
            throw refused(payment, "be refunded by %s".formatted(command.amount()));
        }
        apply(issued);
        return Outcome.of(accountId, status, command.orderId(), AggregateLifecycle.getVersion());
    }

    @CommandHandler
    Outcome handle(RequestRefund command) {
        if (!returns.containsKey(command.refundId())) {
            apply(new RefundRequested(accountId, command.orderId(), command.refundId(), command.kind(), command.amount()));
        }
        return outcome();
    }

    @CommandHandler
    Outcome handle(CompleteRefund command) {
        Return known = returns.get(command.refundId());
        if (known == Return.REQUESTED || known == Return.FAILED) {
            apply(new RefundCompleted(accountId, command.orderId(), command.refundId()));
        }
        return outcome();
    }

    @CommandHandler
    Outcome handle(FailRefund command) {
        if (returns.get(command.refundId()) == Return.REQUESTED) {
            apply(new RefundFailed(accountId, command.orderId(), command.refundId(), command.reason()));
        }
        return outcome();
    }

    @CommandHandler
    Outcome handle(DisableAccount command) {
        if (status != AccountStatus.DISABLED) {
            apply(new AccountDisabled(accountId));
        }
        return outcome();
    }

    @CommandHandler
    Outcome handle(CloseAccount command) {
        if (!payments.isEmpty()) {
            throw Refusal.invalidState(PaymentStatus.AUTHORIZED, "A payment is open, and so its order");
        }
        if (status != AccountStatus.DISABLED) {
            apply(new AccountDisabled(accountId));
        }
        return outcome();
    }

    @CommandHandler
    Outcome handle(EnableAccount command) {
        if (status != AccountStatus.ENABLED) {
            apply(new AccountEnabled(accountId));
        }
        return outcome();
    }

    private void requireCurrencyOf(Money money, String field) {
        if (open != null && !money.hasCurrencyOf(open)) {
            throw Refusal.ofField(Code.CURRENCY_MISMATCH, field, "The account is in %s".formatted(open.currency()));
        }
    }

    /** Null if there is none. Orders' ids rise, so that an order that has none yet is mostly known by its id; no other need be looked for. */
    private Payment payment(OrderId order, EndedPayments ended) {
        Payment open = payments.get(order.value());
        boolean mayHaveEnded = lastEnded != null && order.value().compareTo(lastEnded) <= 0;
        return open == null && mayHaveEnded ? ended.find(accountId, order) : open;
    }

    /** The payment after this event has happened. */
    private static Payment after(Payment before, AccountEvent event) {
        apply(event);
        return Payment.evolve(before, event, AggregateLifecycle.getVersion());
    }

    /** A payment that does not exist has no state: then the account's own is what can be told. */
    private Refusal refused(Payment payment, String what) {
        return payment == null
                ? Refusal.invalidState(status, "The account knows no payment of this order that could %s".formatted(what))
                : Refusal.invalidState(payment.status(), "A payment that is %s cannot %s".formatted(payment.status(), what));
    }

    private Outcome outcome() {
        return Outcome.of(accountId, status);
    }

    @EventSourcingHandler
    void on(AccountEvent event, @SequenceNumber long sequence, @Timestamp Instant at) {
        switch (event) {
            case AccountOpened opened -> {
                accountId = opened.accountId();
                consumerId = opened.consumerId();
                status = AccountStatus.ENABLED;
            }
            case CardLimitChanged changed -> {
                cardLimit = changed.cardLimit();
                fixCurrencyOf(changed.cardLimit());
            }
            case PaymentAuthorized authorized -> {
                fixCurrencyOf(authorized.amount());
                open = open.plus(authorized.amount());
                follow(event, sequence);
            }
            case AuthorizationRevised revised -> {
                open = openWith(revised.amount(), payments.get(revised.orderId().value()).amount());
                follow(event, sequence);
            }
            case AuthorizationReversed reversed -> {
                open = switch (reversed.kind()) {
                    case RELEASE -> open.minus(reversed.amount());
                    case AHEAD -> open;
                };
                follow(event, sequence);
            }
            case PaymentCaptured captured -> {
                open = open.minus(captured.amount());
                follow(event, sequence);
            }
            case PaymentDeclined declined -> follow(event, sequence);
            case AuthorizationRevisionDeclined declined -> follow(event, sequence);
            case RefundIssued issued -> remember(new Refund(issued, sequence, at, status));
            case RefundRequested requested -> returns.put(requested.refundId(), Return.REQUESTED);
            case RefundFailed failed -> returns.put(failed.refundId(), Return.FAILED);
            case RefundCompleted completed -> forgetBut(completed.refundId());
            case AccountDisabled disabled -> status = AccountStatus.DISABLED;
            case AccountEnabled enabled -> status = AccountStatus.ENABLED;
        }
    }

    private void follow(AccountEvent event, long sequence) {
        String order = event.orderId().value();
        Payment now = Payment.evolve(payments.get(order), event, sequence);
        if (now.is(PaymentStatus.AUTHORIZED)) {
            payments.put(order, now);
        } else {
            payments.remove(order);
            lastEnded = lastEnded == null || lastEnded.compareTo(order) < 0 ? order : lastEnded;
        }
    }

    private void remember(Refund refund) {
        if (refund.issued().idempotencyKey() != null) {
            refunds.put(refund.issued().idempotencyKey(), refund);
            refunds.values().removeIf(other -> other.at().plus(LIFE_OF_KEYS).isBefore(refund.at()));
            if (refunds.size() > MOST_KEYS) {
                refunds.pollFirstEntry();
            }
        }
    }

    /** What is not done is kept, however old. */
    private void forgetBut(String completed) {
        returns.put(completed, Return.COMPLETED);
        long done = returns.values().stream().filter(Return.COMPLETED::equals).count();
        if (done > MOST_RETURNS) {
            returns.entrySet().stream().filter(entry -> entry.getValue() == Return.COMPLETED).map(Map.Entry::getKey).findFirst()
                    .ifPresent(returns::remove);
        }
    }

    private void fixCurrencyOf(Money money) {
        if (open == null) {
            open = Money.zero(money.currency());
        }
    }
}
