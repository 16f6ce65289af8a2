package io.ordertrail.command.accounting;

import static io.ordertrail.command.StateTable.refusal;
import static io.ordertrail.command.StateTable.refusedIn;
import static io.ordertrail.command.accounting.SampleAccount.AUTHORIZED;
import static io.ordertrail.command.accounting.SampleAccount.CAPTURED;
import static io.ordertrail.command.accounting.SampleAccount.DISABLED;
import static io.ordertrail.command.accounting.SampleAccount.ID;
import static io.ordertrail.command.accounting.SampleAccount.OPENED;
import static io.ordertrail.command.accounting.SampleAccount.ORDER;
import static io.ordertrail.command.accounting.SampleAccount.OTHER;
import static io.ordertrail.command.accounting.SampleAccount.OTHER_AUTHORIZED;
import static io.ordertrail.command.accounting.SampleAccount.dollars;
import static io.ordertrail.command.accounting.SampleAccount.euros;
import static io.ordertrail.command.accounting.SampleAccount.limit;
import static io.ordertrail.command.accounting.SampleAccount.ofOrder;
import static io.ordertrail.command.accounting.SampleAccount.refunded;
import static io.ordertrail.command.accounting.SampleAccount.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.command.Outcome;
import io.ordertrail.command.SnapshotJson;
import io.ordertrail.command.accounting.AccountCommand.AuthorizePayment;
import io.ordertrail.command.accounting.AccountCommand.CapturePayment;
import io.ordertrail.command.accounting.AccountCommand.ChangeCardLimit;
import io.ordertrail.command.accounting.AccountCommand.IssueRefund;
import io.ordertrail.command.accounting.AccountCommand.ReverseAuthorization;
import io.ordertrail.command.accounting.AccountCommand.ReviseAuthorization;
import io.ordertrail.events.AccountEvent;
import io.ordertrail.events.AccountEvent.AccountOpened;
import io.ordertrail.events.AccountEvent.AuthorizationReversed;
import io.ordertrail.events.AccountEvent.AuthorizationRevised;
import io.ordertrail.events.AccountEvent.AuthorizationRevisionDeclined;
import io.ordertrail.events.AccountEvent.PaymentAuthorized;
import io.ordertrail.events.AccountEvent.PaymentCaptured;
import io.ordertrail.events.AccountEvent.PaymentDeclined;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.PaymentStatus;
import io.ordertrail.events.Rejection;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.serialization.GoldenEvents;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

/** What the tables cannot say: limit, currency, keys, and what a repeat is answered with. */
class AccountRulesTest {

    @Test
    void anAnswerAboutAnOrderNamesItsEvent() {
        when(List.of(OPENED), new AuthorizePayment(ID, ORDER, euros(10))).expectResultMessagePayload(ofOrder("AUTHORIZED", 1, 1));
        when(List.of(OPENED, AUTHORIZED, CAPTURED), new IssueRefund(ID, ORDER, euros(1), "Cold", null))
                .expectResultMessagePayload(ofOrder("ENABLED", 3, 3));
    }

    @Test
    void withoutALimitTheAccountIsUnlimited() {
        when(List.of(OPENED), new AuthorizePayment(ID, ORDER, euros(1_000_000))).expectEvents(
                new PaymentAuthorized(ID, ORDER, euros(1_000_000)));
    }

    @Test
    void allThatIsOpenMayReachTheLimitButNotPassIt() {
        List<AccountEvent> past = List.of(OPENED, limit(60), OTHER_AUTHORIZED);
        when(past, new AuthorizePayment(ID, ORDER, euros(10))).expectEvents(AUTHORIZED);
        when(past, new AuthorizePayment(ID, ORDER, euros(11)))
                .expectEvents(new PaymentDeclined(ID, ORDER, euros(11), Rejection.CARD_LIMIT))
                .expectResultMessagePayload(ofOrder("DECLINED", 3, 3));
    }

    @Test
    void whatIsCapturedReversedOrDeclinedIsNotOpen() {
        List<AccountEvent> past = List.of(OPENED, limit(60), OTHER_AUTHORIZED,
                new PaymentDeclined(ID, new OrderId("D"), euros(11), Rejection.CARD_LIMIT), new PaymentCaptured(ID, OTHER, euros(50)),
                new PaymentAuthorized(ID, new OrderId("E"), euros(60)), AuthorizationReversed.release(ID, new OrderId("E"), euros(60)));
        when(past, new AuthorizePayment(ID, ORDER, euros(60))).expectEvents(new PaymentAuthorized(ID, ORDER, euros(60)));
    }

    @Test
    void aRevisionCountsInPlaceOfTheFormerAmount() {
        List<AccountEvent> past = List.of(OPENED, limit(60), OTHER_AUTHORIZED, AUTHORIZED);
        when(past, new ReviseAuthorization(ID, OTHER, 2, euros(51)))
                .expectEvents(new AuthorizationRevisionDeclined(ID, OTHER, 2, euros(51), Rejection.CARD_LIMIT))
                .expectResultMessagePayload(ofOrder(OTHER, "DECLINED", 4, 4));
        when(past, new ReviseAuthorization(ID, OTHER, 2, euros(40))).expectEvents(new AuthorizationRevised(ID, OTHER, 2, euros(40)));
        List<AccountEvent> lowered = List.of(OPENED, limit(60), OTHER_AUTHORIZED, new AuthorizationRevised(ID, OTHER, 2, euros(40)));
        when(lowered, new AuthorizePayment(ID, ORDER, euros(20))).expectEvents(new PaymentAuthorized(ID, ORDER, euros(20)));
        when(lowered, new AuthorizePayment(ID, ORDER, euros(21)))
                .expectEvents(new PaymentDeclined(ID, ORDER, euros(21), Rejection.CARD_LIMIT));
    }

    @Test
    void aProposalOnceDecidedStaysDecidedWhateverCameAfter() {
        AuthorizationRevised second = new AuthorizationRevised(ID, ORDER, 2, euros(20));
        AuthorizationRevisionDeclined fourth = new AuthorizationRevisionDeclined(ID, ORDER, 4, euros(90), Rejection.ACCOUNT_DISABLED);
        AuthorizationRevised sixth = new AuthorizationRevised(ID, ORDER, 6, euros(30));
        List<AccountEvent> past = List.of(OPENED, AUTHORIZED, second, fourth, sixth);
        when(past, new ReviseAuthorization(ID, ORDER, 2, euros(20))).expectNoEvents()
                .expectResultMessagePayload(ofOrder("AUTHORIZED", 4, 2));
        when(past, new ReviseAuthorization(ID, ORDER, 4, euros(90))).expectNoEvents()
                .expectResultMessagePayload(ofOrder("DECLINED", 4, 3));
        when(List.of(OPENED, AUTHORIZED, second, new PaymentCaptured(ID, ORDER, euros(20))),
                new ReviseAuthorization(ID, ORDER, 2, euros(20)))
                .expectNoEvents()
                .expectResultMessagePayload(ofOrder("AUTHORIZED", 3, 2));
        when(past, new ReviseAuthorization(ID, ORDER, 2, euros(30))).expectException(refusedIn(PaymentStatus.AUTHORIZED));
        when(past, new ReviseAuthorization(ID, ORDER, 8, euros(20))).expectEvents(new AuthorizationRevised(ID, ORDER, 8, euros(20)));
    }

    @Test
    void aLimitBelowWhatIsOpenTouchesNothingButLetsNothingRise() {
        List<AccountEvent> past = List.of(OPENED, OTHER_AUTHORIZED, limit(20));
        when(past, new ReviseAuthorization(ID, OTHER, 2, euros(51)))
                .expectEvents(new AuthorizationRevisionDeclined(ID, OTHER, 2, euros(51), Rejection.CARD_LIMIT));
        when(past, new ReviseAuthorization(ID, OTHER, 2, euros(49))).expectEvents(new AuthorizationRevised(ID, OTHER, 2, euros(49)));
        when(past, new AuthorizePayment(ID, ORDER, euros(10)))
                .expectEvents(new PaymentDeclined(ID, ORDER, euros(10), Rejection.CARD_LIMIT));
    }

    @Test
    void aDisabledAccountDeclinesMoreButGivesBack() {
        List<AccountEvent> past = List.of(OPENED, AUTHORIZED, DISABLED);
        when(past, new AuthorizePayment(ID, OTHER, euros(1)))
                .expectEvents(new PaymentDeclined(ID, OTHER, euros(1), Rejection.ACCOUNT_DISABLED));
        when(past, new ReviseAuthorization(ID, ORDER, 2, euros(11)))
                .expectEvents(new AuthorizationRevisionDeclined(ID, ORDER, 2, euros(11), Rejection.ACCOUNT_DISABLED));
        when(past, new ReviseAuthorization(ID, ORDER, 2, euros(9))).expectEvents(new AuthorizationRevised(ID, ORDER, 2, euros(9)));
        when(past, new ReviseAuthorization(ID, ORDER, 2, euros(10))).expectNoEvents();
        when(past, new ReverseAuthorization(ID, ORDER)).expectEvents(AuthorizationReversed.release(ID, ORDER, euros(10)));
        when(past, new CapturePayment(ID, ORDER)).expectEvents(CAPTURED);
        when(List.of(OPENED, AUTHORIZED, CAPTURED, DISABLED), new IssueRefund(ID, ORDER, euros(6), "Cold", null))
                .expectEvents(refunded(6, null))
                .expectResultMessagePayload(ofOrder("DISABLED", 4, 4));
    }

    @Test
    void anotherCurrencyThanTheFirstCountsAsOverTheLimit() {
        when(List.of(OPENED, limit(100)), new AuthorizePayment(ID, ORDER, dollars(1)))
                .expectEvents(new PaymentDeclined(ID, ORDER, dollars(1), Rejection.CARD_LIMIT));
        when(List.of(OPENED, AUTHORIZED), new AuthorizePayment(ID, OTHER, dollars(1)))
                .expectEvents(new PaymentDeclined(ID, OTHER, dollars(1), Rejection.CARD_LIMIT));
        when(List.of(OPENED, AUTHORIZED), new ReviseAuthorization(ID, ORDER, 2, dollars(1)))
                .expectEvents(new AuthorizationRevisionDeclined(ID, ORDER, 2, dollars(1), Rejection.CARD_LIMIT));
    }

    @Test
    void aDeclinedAuthorisationFixesNoCurrency() {
        List<AccountEvent> past = List.of(OPENED, new PaymentDeclined(ID, ORDER, dollars(1), Rejection.ACCOUNT_DISABLED));
        when(past, new ChangeCardLimit(ID, euros(100))).expectEvents(limit(100));
    }

    @Test
    void theCurrencyStaysWhenNothingIsOpen() {
        when(List.of(OPENED, AUTHORIZED, AuthorizationReversed.release(ID, ORDER, euros(10))), new ChangeCardLimit(ID, dollars(100)))
                .expectException(refusal(Code.CURRENCY_MISMATCH, "/limit/currency", null))
                .expectNoEvents();
        when(List.of(OPENED, limit(100)), new ChangeCardLimit(ID, dollars(100)))
                .expectException(refusal(Code.CURRENCY_MISMATCH, "/limit/currency", null));
    }

    @Test
    void aRefundIsInTheAccountsCurrency() {
        when(List.of(OPENED, AUTHORIZED, CAPTURED), new IssueRefund(ID, ORDER, dollars(1), "Cold", null))
                .expectException(refusal(Code.CURRENCY_MISMATCH, "/amount/currency", null))
                .expectNoEvents();
    }

    @Test
    void eachRefundWithoutAKeyIsANewOne() {
        when(List.of(OPENED, AUTHORIZED, CAPTURED, refunded(4, null)), new IssueRefund(ID, ORDER, euros(4), "Cold", null))
                .expectEvents(refunded(4, null));
        when(List.of(OPENED, AUTHORIZED, CAPTURED, refunded(4, "k")), new IssueRefund(ID, ORDER, euros(4), "Cold", "l"))
                .expectEvents(refunded(4, "l"));
    }

    @Test
    void aKeyBelongsToOneRefundWithAllItsValues() {
        List<AccountEvent> past = List.of(OPENED, AUTHORIZED, CAPTURED, refunded(4, "k"));
        Stream.of(new IssueRefund(ID, ORDER, euros(5), "Cold", "k"), new IssueRefund(ID, OTHER, euros(4), "Cold", "k"),
                new IssueRefund(ID, ORDER, euros(4), "Late", "k"), new IssueRefund(ID, ORDER, dollars(4), "Cold", "k"))
                .forEach(reused -> when(past, reused)
                        .expectException(refusal(Code.IDEMPOTENCY_KEY_REUSED, null, null))
                        .expectNoEvents());
    }

    @Test
    void aRepeatedRefundIsAnsweredAsItWasThen() {
        when(List.of(OPENED, AUTHORIZED, CAPTURED, refunded(4, "k"), DISABLED), new IssueRefund(ID, ORDER, euros(4), "Cold", "k"))
                .expectResultMessagePayload(new Outcome(ID.toString(), "ENABLED", 3, 3, ORDER.value()))
                .expectNoEvents();
    }

    @Test
    void aRefusedRefundDoesNotUseUpItsKey() {
        AggregateTestFixture<Account> fixture = SampleAccount.fixture();
        fixture.given(OPENED, AUTHORIZED).when(new IssueRefund(ID, ORDER, euros(4), "Cold", "k"))
                .expectException(refusedIn(PaymentStatus.AUTHORIZED));
        when(List.of(OPENED, AUTHORIZED, CAPTURED), new IssueRefund(ID, ORDER, euros(4), "Cold", "k")).expectEvents(refunded(4, "k"));
    }

    @Test
    void aSnapshotKeepsAllThatIsKnown() {
        List<AccountEvent> past = List.of(OPENED, limit(100), OTHER_AUTHORIZED, new AuthorizationRevised(ID, OTHER, 2, euros(60)),
                new AuthorizationRevisionDeclined(ID, OTHER, 4, euros(160), Rejection.CARD_LIMIT), AUTHORIZED, CAPTURED,
                AuthorizationReversed.ahead(ID, new OrderId("D")),
                new PaymentDeclined(ID, new OrderId("E"), euros(90), Rejection.CARD_LIMIT), DISABLED);
        when(past, new IssueRefund(ID, ORDER, euros(4), "Cold", "k")).expectState(account -> {
            assertThat(account).as("nothing is left out of the comparison").hasNoNullFieldsOrProperties();
            assertThat(SnapshotJson.storedAndRead(account)).usingRecursiveComparison().isEqualTo(account);
        });
    }

    /** As it was stored before the event said so itself. */
    @Test
    void aReversalAheadOfTheFirstRevisionStillRefusesTheAuthorisation() {
        AuthorizationReversed ahead = (AuthorizationReversed) GoldenEvents.read("AuthorizationReversed", "1", GoldenEvents.REVERSED_AHEAD);
        AccountId account = ahead.accountId();
        List<AccountEvent> past = List.of(new AccountOpened(account, new ConsumerId(account.value())), ahead);

        when(past, new ReverseAuthorization(account, ahead.orderId())).expectSuccessfulHandlerExecution().expectNoEvents();
        when(past, new AuthorizePayment(account, ahead.orderId(), euros(10))).expectNoEvents()
                .expectResultMessagePayload(new Outcome(account.toString(), "REVERSED", 1, 1, ahead.orderId().value()));
    }
}
