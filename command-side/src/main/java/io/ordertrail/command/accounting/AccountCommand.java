package io.ordertrail.command.accounting;

import io.ordertrail.events.AccountId;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.RefundKind;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * What can be asked of an account. Each is answered with an {@link io.ordertrail.command.Outcome}; where it concerns an order's payment,
 * the outcome's status is a {@link io.ordertrail.events.PaymentStatus}, else the account's own.
 */
public sealed interface AccountCommand {

    @TargetAggregateIdentifier
    AccountId accountId();

    record OpenAccount(AccountId accountId, ConsumerId consumerId) implements AccountCommand {
    }

    /** Refused with {@code CURRENCY_MISMATCH} once the account has another currency. What is authorised already stays so. */
    record ChangeCardLimit(AccountId accountId, Money limit) implements AccountCommand {
    }

    /** Answered with {@code AUTHORIZED}, {@code DECLINED}, or {@code REVERSED} if its reversal came first. */
    record AuthorizePayment(AccountId accountId, OrderId orderId, Money amount) implements AccountCommand {
    }

    /**
     * Answered with {@code AUTHORIZED} if granted, {@code DECLINED} if the former amount stays. Makes no event if the amount is the same
     * already, or a later proposal has been decided: then answered with the payment's status, whatever it is.
     *
     * @param proposal the version of the order that proposes the revision; it tells a repeat from a further revision
     */
    record ReviseAuthorization(AccountId accountId, OrderId orderId, long proposal, Money amount) implements AccountCommand {
    }

    /** Answered with {@code REVERSED}; before any authorisation it is kept, so that the authorisation does nothing when it comes. */
    record ReverseAuthorization(AccountId accountId, OrderId orderId) implements AccountCommand {
    }

    /** Answered with {@code CAPTURED}, or {@code REFUNDED} if all of it has been given back since. */
    record CapturePayment(AccountId accountId, OrderId orderId) implements AccountCommand {
    }

    /**
     * Gives captured money back, or a part of it. Answered with the account's status.
     *
     * @param idempotencyKey the id that the client's key stands for, which tells a repeat, answered like the first, from a further refund; null
     *     if this is a new one in any case
     */
    record IssueRefund(AccountId accountId, OrderId orderId, Money amount, String reason, String idempotencyKey) implements AccountCommand {
    }

    /**
     * Notes that the payment provider is asked to give money back, once for each id. Answered with the account's status, as are the two below.
     *
     * @param refundId id of the event that decided it
     */
    record RequestRefund(AccountId accountId, OrderId orderId, String refundId, RefundKind kind, Money amount) implements AccountCommand {
    }

    /** Notes that it has done so. */
    record CompleteRefund(AccountId accountId, OrderId orderId, String refundId) implements AccountCommand {
    }

    /** Notes that it has refused, once until it has done so. */
    record FailRefund(AccountId accountId, OrderId orderId, String refundId, String reason) implements AccountCommand {
    }

    /** Disables the account of who is to be forgotten. Refused with {@code INVALID_STATE} while anything is open. */
    record CloseAccount(AccountId accountId) implements AccountCommand {
    }

    record DisableAccount(AccountId accountId) implements AccountCommand {
    }

    record EnableAccount(AccountId accountId) implements AccountCommand {
    }
}
