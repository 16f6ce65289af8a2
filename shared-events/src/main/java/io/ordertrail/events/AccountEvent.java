package io.ordertrail.events;

import org.axonframework.serialization.Revision;

/** What happens to a consumer's account. Those that concern one order's payment name it. */
public sealed interface AccountEvent extends DomainEvent {

    AccountId accountId();

    @Revision("1")
    record AccountOpened(AccountId accountId, ConsumerId consumerId) implements AccountEvent {
    }

    @Revision("1")
    record CardLimitChanged(AccountId accountId, Money cardLimit) implements AccountEvent {
    }

    @Revision("1")
    record PaymentAuthorized(AccountId accountId, OrderId orderId, Money amount) implements AccountEvent {
    }

    @Revision("1")
    record PaymentDeclined(AccountId accountId, OrderId orderId, Money amount, Rejection reason) implements AccountEvent {
    }

    /** @param proposal the version of the order that proposes the revision */
    @Revision("1")
    record AuthorizationRevised(AccountId accountId, OrderId orderId, long proposal, Money amount) implements AccountEvent {
    }

    /** @param amount what was asked for and not granted */
    @Revision("1")
    record AuthorizationRevisionDeclined(AccountId accountId, OrderId orderId, long proposal, Money amount, Rejection reason)
            implements AccountEvent {
    }

    /**
     * @param kind revision 1 had none: there it was to be told by the amount
     * @param amount what was authorised until then, null if nothing was
     */
    @Revision("2")
    record AuthorizationReversed(AccountId accountId, OrderId orderId, ReversalKind kind, @MayBeAbsent Money amount)
            implements AccountEvent {

        /** What was authorised for the order is open no longer. */
        public static AuthorizationReversed release(AccountId accountId, OrderId orderId, Money amount) {
            return new AuthorizationReversed(accountId, orderId, ReversalKind.RELEASE, amount);
        }

        /** Whatever should ask for this order later is too late. */
        public static AuthorizationReversed ahead(AccountId accountId, OrderId orderId) {
            return new AuthorizationReversed(accountId, orderId, ReversalKind.AHEAD, null);
        }
    }

    @Revision("1")
    record PaymentCaptured(AccountId accountId, OrderId orderId, Money amount) implements AccountEvent {
    }

    /** @param idempotencyKey what the client's key stands for, by which a repeat is told from a further refund; null without a key */
    @Revision("1")
    record RefundIssued(AccountId accountId, OrderId orderId, Money amount, String reason, @MayBeAbsent String idempotencyKey)
            implements AccountEvent {
    }

    /**
     * The payment provider is asked to give money back that was reversed or refunded.
     *
     * @param refundId id of the event that decided it, by which the provider knows it
     */
    @Revision("1")
    record RefundRequested(AccountId accountId, OrderId orderId, String refundId, RefundKind kind, Money amount) implements AccountEvent {
    }

    @Revision("1")
    record RefundCompleted(AccountId accountId, OrderId orderId, String refundId) implements AccountEvent {
    }

    /**
     * The provider has refused it: it is asked again, and what was decided stays.
     *
     * @param reason what it has answered
     */
    @Revision("1")
    record RefundFailed(AccountId accountId, OrderId orderId, String refundId, String reason) implements AccountEvent {
    }

    @Revision("1")
    record AccountDisabled(AccountId accountId) implements AccountEvent {
    }

    @Revision("1")
    record AccountEnabled(AccountId accountId) implements AccountEvent {
    }
}
