package io.ordertrail.command.accounting;

import static io.ordertrail.command.StateTable.refusal;
import static io.ordertrail.command.StateTable.refusedIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.command.Outcome;
import io.ordertrail.command.SnapshotJson;
import io.ordertrail.command.StateTable;
import io.ordertrail.command.StateTable.Cell;
import io.ordertrail.command.accounting.AccountCommand.AuthorizePayment;
import io.ordertrail.command.accounting.AccountCommand.CapturePayment;
import io.ordertrail.command.accounting.AccountCommand.ChangeCardLimit;
import io.ordertrail.command.accounting.AccountCommand.DisableAccount;
import io.ordertrail.command.accounting.AccountCommand.EnableAccount;
import io.ordertrail.command.accounting.AccountCommand.IssueRefund;
import io.ordertrail.command.accounting.AccountCommand.OpenAccount;
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
import io.ordertrail.events.AccountEvent.RefundIssued;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.PaymentStatus;
import io.ordertrail.events.Rejection;
import io.ordertrail.platform.refusal.Code;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AccountTest {

    private static final ConsumerId CONSUMER = new ConsumerId("C");
    private static final AccountId ID = AccountId.of(CONSUMER);
    private static final OrderId ORDER = new OrderId("A");
    private static final OrderId OTHER = new OrderId("B");

    private static final AccountOpened OPENED = new AccountOpened(ID, CONSUMER);
    private static final AccountDisabled DISABLED = new AccountDisabled(ID);
    private static final PaymentAuthorized AUTHORIZED = new PaymentAuthorized(ID, ORDER, euros(10));
    private static final PaymentAuthorized OTHER_AUTHORIZED = new PaymentAuthorized(ID, OTHER, euros(50));
    private static final PaymentCaptured CAPTURED = new PaymentCaptured(ID, ORDER, euros(10));

    @Nested
    class TheAccount {

        private static final Map<String, List<AccountEvent>> PASTS = Map.of(
                "–", List.of(),
                "ENABLED", List.of(OPENED),
                "ENABLED again", List.of(OPENED, DISABLED, new AccountEnabled(ID)),
                "ENABLED, limit 100", List.of(OPENED, limit(100)),
                "DISABLED", List.of(OPENED, DISABLED),
                "DISABLED, limit 100", List.of(OPENED, limit(100), DISABLED));

        private static final Map<String, AccountCommand> COMMANDS = Map.of(
                "open", new OpenAccount(ID, CONSUMER),
                "open for another", new OpenAccount(ID, new ConsumerId("D")),
                "limit 100", new ChangeCardLimit(ID, euros(100)),
                "limit 0", new ChangeCardLimit(ID, euros(0)),
                "disable", new DisableAccount(ID),
                "enable", new EnableAccount(ID));

        private static final String TABLE = """
                                |–      |ENABLED  |ENABLED again|ENABLED, limit 100|DISABLED |DISABLED, limit 100
                open            |opened |repeat   |repeat       |repeat            |repeat   |repeat
                open for another|for D  |refused  |refused      |refused           |refused  |refused
                limit 100       |unknown|limit 100|limit 100    |repeat            |limit 100|repeat
                limit 0         |unknown|limit 0  |limit 0      |limit 0           |limit 0  |limit 0
                disable         |unknown|disabled |disabled     |disabled          |repeat   |repeat
                enable          |unknown|repeat   |repeat       |repeat            |enabled  |enabled""";

        private static final Map<String, AccountEvent> EVENTS = Map.of(
                "opened", OPENED,
                "for D", new AccountOpened(ID, new ConsumerId("D")),
                "limit 100", limit(100),
                "limit 0", limit(0),
                "disabled", DISABLED,
                "enabled", new AccountEnabled(ID));

        static Stream<Cell> everyCommandInEveryState() {
            return StateTable.cells(TABLE);
        }

        @ParameterizedTest
        @MethodSource
        void everyCommandInEveryState(Cell cell) {
            List<AccountEvent> past = PASTS.get(cell.state());
            ResultValidator<Account> result = when(past, COMMANDS.get(cell.command()));
            switch (cell.expected()) {
                case "unknown" -> result.expectException(AggregateNotFoundException.class).expectNoEvents();
                case "refused" -> result.expectException(refusedIn(status(cell.state()))).expectNoEvents();
                case "repeat" -> result.expectNoEvents().expectResultMessagePayload(ofAccount(status(cell.state()), past.size() - 1));
                default -> result.expectEvents(EVENTS.get(cell.expected()));
            }
        }

        private static AccountStatus status(String state) {
            return AccountStatus.valueOf(state.split("[, ]")[0]);
        }
    }

    @Nested
    class APayment {

        /** Another order's event comes last, so that a repeat which names the account's latest event is found out. */
        private static final Map<String, List<AccountEvent>> PASTS = Map.ofEntries(
                Map.entry("–", past()),
                Map.entry("AUTHORIZED", past(AUTHORIZED)),
                Map.entry("AUTHORIZED, raised", past(AUTHORIZED, new AuthorizationRevised(ID, ORDER, 2, euros(20)))),
                Map.entry("AUTHORIZED, not raised",
                        past(AUTHORIZED, new AuthorizationRevisionDeclined(ID, ORDER, 2, euros(20), Rejection.CARD_LIMIT))),
                Map.entry("DECLINED", past(new PaymentDeclined(ID, ORDER, euros(10), Rejection.CARD_LIMIT))),
                Map.entry("REVERSED ahead", past(new AuthorizationReversed(ID, ORDER, null))),
                Map.entry("REVERSED", past(AUTHORIZED, new AuthorizationReversed(ID, ORDER, euros(10)))),
                Map.entry("CAPTURED", past(AUTHORIZED, CAPTURED)),
                Map.entry("CAPTURED, part back", past(AUTHORIZED, CAPTURED, refunded(4, "k"))),
                Map.entry("REFUNDED", past(AUTHORIZED, CAPTURED, refunded(4, "k"), refunded(6, null))));

        private static final Map<String, AccountCommand> COMMANDS = Map.ofEntries(
                Map.entry("authorise 10", new AuthorizePayment(ID, ORDER, euros(10))),
                Map.entry("authorise 11", new AuthorizePayment(ID, ORDER, euros(11))),
                Map.entry("2: raise to 20", new ReviseAuthorization(ID, ORDER, 2, euros(20))),
                Map.entry("2: raise to 21", new ReviseAuthorization(ID, ORDER, 2, euros(21))),
                Map.entry("1: raise to 20", new ReviseAuthorization(ID, ORDER, 1, euros(20))),
                Map.entry("4: lower to 5", new ReviseAuthorization(ID, ORDER, 4, euros(5))),
                Map.entry("4: keep 10", new ReviseAuthorization(ID, ORDER, 4, euros(10))),
                Map.entry("reverse", new ReverseAuthorization(ID, ORDER)),
                Map.entry("capture", new CapturePayment(ID, ORDER)),
                Map.entry("refund 6", new IssueRefund(ID, ORDER, euros(6), "Cold", null)),
                Map.entry("refund 7", new IssueRefund(ID, ORDER, euros(7), "Cold", null)),
                Map.entry("refund 4, key k", new IssueRefund(ID, ORDER, euros(4), "Cold", "k")));

        private static final String TABLE = """
                                |–          |AUTHORIZED   |AUTHORIZED, raised|AUTHORIZED, not raised|DECLINED
                authorise 10    |AUTHORIZED |1 AUTHORIZED |refused           |1 AUTHORIZED          |1 DECLINED
                authorise 11    |11         |refused      |refused           |refused               |refused
                2: raise to 20  |refused    |raised       |2 AUTHORIZED      |2 DECLINED            |refused
                2: raise to 21  |refused    |21           |refused           |refused               |refused
                1: raise to 20  |refused    |1 raised     |1 AUTHORIZED      |1 AUTHORIZED          |refused
                4: lower to 5   |refused    |lowered      |lowered           |lowered               |refused
                4: keep 10      |refused    |1 AUTHORIZED |to 10             |1 AUTHORIZED          |1 DECLINED
                reverse         |ahead      |reversed     |reversed 20       |reversed              |refused
                capture         |refused    |captured     |captured 20       |captured              |refused
                refund 6        |refused    |refused      |refused           |refused               |refused
                refund 7        |refused    |refused      |refused           |refused               |refused
                refund 4, key k |refused    |refused      |refused           |refused               |refused
                """;

        private static final String ENDED = """
                                |REVERSED ahead|REVERSED  |CAPTURED   |CAPTURED, part back|REFUNDED
                authorise 10    |1 REVERSED    |refused   |refused    |refused            |refused
                authorise 11    |1 REVERSED    |refused   |refused    |refused            |refused
                2: raise to 20  |refused       |refused   |refused    |refused            |refused
                2: raise to 21  |refused       |refused   |refused    |refused            |refused
                1: raise to 20  |refused       |refused   |refused    |refused            |refused
                4: lower to 5   |refused       |refused   |refused    |refused            |refused
                4: keep 10      |refused       |1 REVERSED|1 CAPTURED |1 CAPTURED         |1 REFUNDED
                reverse         |1 REVERSED    |2 REVERSED|refused    |refused            |refused
                capture         |refused       |refused   |2 CAPTURED |2 CAPTURED         |2 REFUNDED
                refund 6        |refused       |refused   |back 6     |back 6             |refused
                refund 7        |refused       |refused   |back 7     |refused            |refused
                refund 4, key k |refused       |refused   |back 4     |3 ENABLED          |3 ENABLED
                """;

        private static final Map<String, AccountEvent> EVENTS = Map.ofEntries(
                Map.entry("AUTHORIZED", AUTHORIZED),
                Map.entry("11", new PaymentAuthorized(ID, ORDER, euros(11))),
                Map.entry("raised", new AuthorizationRevised(ID, ORDER, 2, euros(20))),
                Map.entry("1 raised", new AuthorizationRevised(ID, ORDER, 1, euros(20))),
                Map.entry("21", new AuthorizationRevised(ID, ORDER, 2, euros(21))),
                Map.entry("lowered", new AuthorizationRevised(ID, ORDER, 4, euros(5))),
                Map.entry("to 10", new AuthorizationRevised(ID, ORDER, 4, euros(10))),
                Map.entry("ahead", new AuthorizationReversed(ID, ORDER, null)),
                Map.entry("reversed", new AuthorizationReversed(ID, ORDER, euros(10))),
                Map.entry("reversed 20", new AuthorizationReversed(ID, ORDER, euros(20))),
                Map.entry("captured", CAPTURED),
                Map.entry("captured 20", new PaymentCaptured(ID, ORDER, euros(20))),
                Map.entry("back 6", refunded(6, null)),
                Map.entry("back 7", refunded(7, null)),
                Map.entry("back 4", refunded(4, "k")));

        static Stream<Cell> everyCommandInEveryState() {
            return Stream.concat(StateTable.cells(TABLE), StateTable.cells(ENDED));
        }

        /** A repeat's cell reads "sequence of the first event, status". */
        @ParameterizedTest
        @MethodSource
        void everyCommandInEveryState(Cell cell) {
            List<AccountEvent> past = PASTS.get(cell.state());
            ResultValidator<Account> result = when(past, COMMANDS.get(cell.command()));
            if (EVENTS.containsKey(cell.expected())) {
                result.expectEvents(EVENTS.get(cell.expected()));
            } else if (cell.expected().equals("refused")) {
                result.expectException(refusedIn(cell.state().equals("–") ? AccountStatus.ENABLED : status(cell.state()))).expectNoEvents();
            } else {
                String[] repeat = cell.expected().split(" ");
                result.expectNoEvents().expectResultMessagePayload(ofOrder(repeat[1], past.size() - 1, Integer.parseInt(repeat[0])));
            }
        }

        private static PaymentStatus status(String state) {
            return PaymentStatus.valueOf(state.split("[, ]")[0]);
        }

        private static List<AccountEvent> past(AccountEvent... ofTheOrder) {
            List<AccountEvent> past = new ArrayList<>(List.of(OPENED));
            past.addAll(Arrays.asList(ofTheOrder));
            past.add(OTHER_AUTHORIZED);
            return past;
        }
    }

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
                new PaymentAuthorized(ID, new OrderId("E"), euros(60)), new AuthorizationReversed(ID, new OrderId("E"), euros(60)));
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
        when(past, new ReverseAuthorization(ID, ORDER)).expectEvents(new AuthorizationReversed(ID, ORDER, euros(10)));
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
        when(List.of(OPENED, AUTHORIZED, new AuthorizationReversed(ID, ORDER, euros(10))), new ChangeCardLimit(ID, dollars(100)))
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
    void aRefusedRefundDoesNotUseUpItsKey() {
        AggregateTestFixture<Account> fixture = new AggregateTestFixture<>(Account.class);
        fixture.given(OPENED, AUTHORIZED).when(new IssueRefund(ID, ORDER, euros(4), "Cold", "k"))
                .expectException(refusedIn(PaymentStatus.AUTHORIZED));
        when(List.of(OPENED, AUTHORIZED, CAPTURED), new IssueRefund(ID, ORDER, euros(4), "Cold", "k")).expectEvents(refunded(4, "k"));
    }

    @Test
    void aSnapshotKeepsAllThatIsKnown() {
        List<AccountEvent> past = List.of(OPENED, limit(100), OTHER_AUTHORIZED, new AuthorizationRevised(ID, OTHER, 2, euros(60)),
                new AuthorizationRevisionDeclined(ID, OTHER, 4, euros(160), Rejection.CARD_LIMIT), AUTHORIZED, CAPTURED,
                new AuthorizationReversed(ID, new OrderId("D"), null),
                new PaymentDeclined(ID, new OrderId("E"), euros(90), Rejection.CARD_LIMIT), DISABLED);
        when(past, new IssueRefund(ID, ORDER, euros(4), "Cold", "k")).expectState(account -> {
            assertThat(account).as("nothing is left out of the comparison").hasNoNullFieldsOrProperties();
            assertThat(SnapshotJson.storedAndRead(account)).usingRecursiveComparison().isEqualTo(account);
        });
    }

    private static ResultValidator<Account> when(List<? extends AccountEvent> past, AccountCommand command) {
        AggregateTestFixture<Account> fixture = new AggregateTestFixture<>(Account.class);
        return (past.isEmpty() ? fixture.givenNoPriorActivity() : fixture.given(past)).when(command);
    }

    private static Outcome ofAccount(AccountStatus status, long version) {
        return new Outcome("account-C", status.name(), version, version, "");
    }

    private static Outcome ofOrder(String status, long version, long event) {
        return ofOrder(ORDER, status, version, event);
    }

    private static Outcome ofOrder(OrderId order, String status, long version, long event) {
        return new Outcome("account-C", status, version, event, order.value());
    }

    private static CardLimitChanged limit(int amount) {
        return new CardLimitChanged(ID, euros(amount));
    }

    private static RefundIssued refunded(int amount, String key) {
        return new RefundIssued(ID, ORDER, euros(amount), "Cold", key);
    }

    private static Money euros(int amount) {
        return Money.of(Integer.toString(amount), "EUR");
    }

    private static Money dollars(int amount) {
        return Money.of(Integer.toString(amount), "USD");
    }
}
