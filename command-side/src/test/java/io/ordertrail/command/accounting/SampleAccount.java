package io.ordertrail.command.accounting;

import io.ordertrail.command.Outcome;
import io.ordertrail.events.AccountEvent;
import io.ordertrail.events.AccountEvent.AccountDisabled;
import io.ordertrail.events.AccountEvent.AccountOpened;
import io.ordertrail.events.AccountEvent.CardLimitChanged;
import io.ordertrail.events.AccountEvent.PaymentAuthorized;
import io.ordertrail.events.AccountEvent.PaymentCaptured;
import io.ordertrail.events.AccountEvent.RefundIssued;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderId;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;

/** One account, two orders, and what happens to them in the tests. */
final class SampleAccount {

    static final ConsumerId CONSUMER = new ConsumerId("C");
    static final AccountId ID = AccountId.of(CONSUMER);
    static final OrderId ORDER = new OrderId("A");
    static final OrderId OTHER = new OrderId("B");

    static final AccountOpened OPENED = new AccountOpened(ID, CONSUMER);
    static final AccountDisabled DISABLED = new AccountDisabled(ID);
    static final PaymentAuthorized AUTHORIZED = new PaymentAuthorized(ID, ORDER, euros(10));
    static final PaymentAuthorized OTHER_AUTHORIZED = new PaymentAuthorized(ID, OTHER, euros(50));
    static final PaymentCaptured CAPTURED = new PaymentCaptured(ID, ORDER, euros(10));

    private SampleAccount() {
    }

    static ResultValidator<Account> when(List<? extends AccountEvent> past, AccountCommand command) {
        AggregateTestFixture<Account> fixture = fixture();
        return (past.isEmpty() ? fixture.givenNoPriorActivity() : fixture.given(past)).when(command);
    }

    static AggregateTestFixture<Account> fixture() {
        AggregateTestFixture<Account> fixture = new AggregateTestFixture<>(Account.class);
        fixture.registerInjectableResource(new EndedPayments(new PaymentsInMemory(), fixture.getEventStore()));
        return fixture;
    }

    static Outcome ofAccount(AccountStatus status, long version) {
        return new Outcome("account-C", status.name(), version, version, "");
    }

    static Outcome ofOrder(String status, long version, long event) {
        return ofOrder(ORDER, status, version, event);
    }

    static Outcome ofOrder(OrderId order, String status, long version, long event) {
        return new Outcome("account-C", status, version, event, order.value());
    }

    static CardLimitChanged limit(int amount) {
        return new CardLimitChanged(ID, euros(amount));
    }

    static RefundIssued refunded(int amount, String key) {
        return new RefundIssued(ID, ORDER, euros(amount), "Cold", key);
    }

    static Money euros(int amount) {
        return Money.of(Integer.toString(amount), "EUR");
    }

    static Money dollars(int amount) {
        return Money.of(Integer.toString(amount), "USD");
    }
}
