package io.ordertrail.query.account;

import static io.ordertrail.events.PaymentStatus.AUTHORIZED;
import static io.ordertrail.events.PaymentStatus.CAPTURED;
import static io.ordertrail.events.PaymentStatus.DECLINED;
import static io.ordertrail.events.PaymentStatus.REFUNDED;
import static io.ordertrail.events.PaymentStatus.REVERSED;
import static org.assertj.core.api.Assertions.assertThat;

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
import io.ordertrail.events.AccountEvent.RefundIssued;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.Rejection;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.views.history.History;
import io.ordertrail.views.projection.Folded;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountProjectionTest {

    private static final ConsumerId ADA = new ConsumerId("01KAV9Y0A1B2C3D4E5F6G7H8JK");
    private static final AccountId ACCOUNT = AccountId.of(ADA);
    private static final OrderId FIRST = new OrderId("01KAV9Z5N3Q8T6M2X4R7W0Y1BC");
    private static final OrderId SECOND = new OrderId("01KAV9Z5N3Q8T6M2X4R7W0Y1BD");

    private final AccountProjection projection = new AccountProjection();
    private final AccountPaymentsProjection payments = new AccountPaymentsProjection();
    private final History history = new History();

    @BeforeEach
    void opened() {
        history.then(new AccountOpened(ACCOUNT, ADA));
    }

    @Test
    void aNewAccountHasNoCurrencyYetAndSoNoSums() {
        assertThat(account()).isEqualTo(new Account(ACCOUNT, 0, true, null, null, List.of()));
    }

    @Test
    void aFirstLimitGivesTheAccountItsCurrency() {
        history.then(new CardLimitChanged(ACCOUNT, eur("100")));

        assertThat(account()).isEqualTo(new Account(ACCOUNT, 1, true, eur("100"), eur("0"), List.of()));
    }

    @Test
    void openIsWhatIsAuthorisedAndNeitherCapturedNorReversed() {
        history.then(new PaymentAuthorized(ACCOUNT, FIRST, eur("61.70")));
        history.then(new PaymentAuthorized(ACCOUNT, SECOND, eur("20")));
        assertThat(account().open()).isEqualTo(eur("81.70"));

        history.then(new PaymentCaptured(ACCOUNT, FIRST, eur("61.70")));
        assertThat(account().open()).isEqualTo(eur("20"));

        history.then(AuthorizationReversed.release(ACCOUNT, SECOND, eur("20")));
        assertThat(account().open()).isEqualTo(eur("0"));
        assertThat(account().authorizations()).containsExactly(
                new Authorization(FIRST, CAPTURED, eur("61.70"), null),
                new Authorization(SECOND, REVERSED, eur("20"), null));
    }

    @Test
    void aRevisedAmountTakesThePlaceOfTheFormerAndADeclinedRevisionDoesNot() {
        history.then(new PaymentAuthorized(ACCOUNT, FIRST, eur("61.70")));
        history.then(new AuthorizationRevised(ACCOUNT, FIRST, 2, eur("74.04")));
        assertThat(account().open()).isEqualTo(eur("74.04"));

        history.then(new AuthorizationRevisionDeclined(ACCOUNT, FIRST, 4, eur("1000"), Rejection.CARD_LIMIT));
        assertThat(account()).isEqualTo(new Account(ACCOUNT, 3, true, null, eur("74.04"),
                List.of(new Authorization(FIRST, AUTHORIZED, eur("74.04"), null))));
    }

    @Test
    void aDeclinedPaymentIsShownAndIsNotOpen() {
        history.then(new CardLimitChanged(ACCOUNT, eur("10")));
        history.then(new PaymentDeclined(ACCOUNT, FIRST, Money.of("10", "CHF"), Rejection.CARD_LIMIT));

        assertThat(account().open()).isEqualTo(eur("0"));
        assertThat(account().authorizations()).containsExactly(new Authorization(FIRST, DECLINED, Money.of("10", "CHF"), null));
    }

    @Test
    void aDeclinedPaymentGivesTheAccountNoCurrency() {
        history.then(new AccountDisabled(ACCOUNT));
        history.then(new PaymentDeclined(ACCOUNT, FIRST, Money.of("10", "CHF"), Rejection.ACCOUNT_DISABLED));
        assertThat(account().open()).isNull();

        history.then(new AccountEnabled(ACCOUNT));
        history.then(new PaymentAuthorized(ACCOUNT, SECOND, eur("20")));
        assertThat(account().open()).isEqualTo(eur("20"));
    }

    @Test
    void aReversalBeforeItsAuthorisationIsShownWithoutAmount() {
        history.then(AuthorizationReversed.ahead(ACCOUNT, FIRST));

        assertThat(account()).isEqualTo(new Account(ACCOUNT, 1, true, null, null,
                List.of(new Authorization(FIRST, REVERSED, null, null))));
    }

    @Test
    void refundsAddUpAndTheLastMakesItRefunded() {
        history.then(new PaymentAuthorized(ACCOUNT, FIRST, eur("61.70")));
        history.then(new PaymentCaptured(ACCOUNT, FIRST, eur("61.70")));
        history.then(new RefundIssued(ACCOUNT, FIRST, eur("11.70"), "cold", null));
        assertThat(account().authorizations()).containsExactly(new Authorization(FIRST, CAPTURED, eur("61.70"), eur("11.70")));

        history.then(new RefundIssued(ACCOUNT, FIRST, eur("50"), "very cold", "key"));
        assertThat(account()).isEqualTo(new Account(ACCOUNT, 4, true, null, eur("0"),
                List.of(new Authorization(FIRST, REFUNDED, eur("61.70"), eur("61.70")))));
    }

    @Test
    void anAccountCanBeDisabledAndEnabled() {
        history.then(new AccountDisabled(ACCOUNT));
        assertThat(account().enabled()).isFalse();

        history.then(new AccountEnabled(ACCOUNT));
        assertThat(account().enabled()).isTrue();
    }

    @Test
    void everyTokenOfAnAccountIsItsOwnAndOtherTokensAreNot() {
        history.then(new OrderApproved(FIRST));

        assertThat(Folded.by(projection, history)).containsOnlyKeys(ACCOUNT.value());
        assertThat(projection.keyOf(new ConsistencyToken(ACCOUNT.toString(), 0, FIRST.value()))).isEqualTo(ACCOUNT.value());
        assertThat(projection.keyOf(new ConsistencyToken(FIRST.toString(), 0, ""))).isNull();
    }

    private Account account() {
        return Account.of(Folded.by(projection, history).get(ACCOUNT.value()),
                List.copyOf(new TreeMap<>(Folded.by(payments, history)).values()));
    }

    @Test
    void eachPaymentHasADocumentOfItsOwnAndTokensThatNameItAreAskedForThere() {
        history.then(new PaymentAuthorized(ACCOUNT, FIRST, eur("10")), new PaymentCaptured(ACCOUNT, FIRST, eur("10")),
                new PaymentAuthorized(ACCOUNT, SECOND, eur("10")), new AccountDisabled(ACCOUNT));

        assertThat(Folded.by(payments, history)).containsOnlyKeys(ACCOUNT.value() + "/" + FIRST.value(),
                ACCOUNT.value() + "/" + SECOND.value());
        ConsistencyToken captured = new ConsistencyToken(ACCOUNT.toString(), 2, FIRST.value());
        assertThat(payments.keyOf(captured)).isEqualTo(ACCOUNT.value());
        assertThat(payments.seenIn(captured)).isEqualTo(ACCOUNT.value() + "/" + FIRST.value());
        assertThat(payments.keyOf(new ConsistencyToken(ACCOUNT.toString(), 4, ""))).isNull();
        assertThat(payments.keyOf(new ConsistencyToken(FIRST.toString(), 0, ""))).isNull();
    }

    /** One view may be read a moment later than the other. */
    @Test
    void whatIsOpenIsWhatTheAuthorisationsBesideItComeTo() {
        history.then(new PaymentAuthorized(ACCOUNT, FIRST, eur("10")));
        AccountEntry before = AccountEntry.opened(ACCOUNT);

        assertThat(Account.of(before, List.copyOf(Folded.by(payments, history).values())).open()).isEqualTo(eur("10"));
        assertThat(Account.of(before, List.of()).open()).isNull();
    }

    private static Money eur(String amount) {
        return Money.of(amount, "EUR");
    }
}
