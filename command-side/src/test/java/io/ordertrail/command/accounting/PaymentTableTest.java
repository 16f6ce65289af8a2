package io.ordertrail.command.accounting;

import static io.ordertrail.command.StateTable.refusedIn;
import static io.ordertrail.command.accounting.SampleAccount.AUTHORIZED;
import static io.ordertrail.command.accounting.SampleAccount.CAPTURED;
import static io.ordertrail.command.accounting.SampleAccount.ID;
import static io.ordertrail.command.accounting.SampleAccount.OPENED;
import static io.ordertrail.command.accounting.SampleAccount.ORDER;
import static io.ordertrail.command.accounting.SampleAccount.OTHER_AUTHORIZED;
import static io.ordertrail.command.accounting.SampleAccount.euros;
import static io.ordertrail.command.accounting.SampleAccount.ofOrder;
import static io.ordertrail.command.accounting.SampleAccount.refunded;
import static io.ordertrail.command.accounting.SampleAccount.when;

import io.ordertrail.command.StateTable;
import io.ordertrail.command.StateTable.Cell;
import io.ordertrail.command.accounting.AccountCommand.AuthorizePayment;
import io.ordertrail.command.accounting.AccountCommand.CapturePayment;
import io.ordertrail.command.accounting.AccountCommand.IssueRefund;
import io.ordertrail.command.accounting.AccountCommand.ReverseAuthorization;
import io.ordertrail.command.accounting.AccountCommand.ReviseAuthorization;
import io.ordertrail.events.AccountEvent;
import io.ordertrail.events.AccountEvent.AuthorizationReversed;
import io.ordertrail.events.AccountEvent.AuthorizationRevised;
import io.ordertrail.events.AccountEvent.AuthorizationRevisionDeclined;
import io.ordertrail.events.AccountEvent.PaymentAuthorized;
import io.ordertrail.events.AccountEvent.PaymentCaptured;
import io.ordertrail.events.AccountEvent.PaymentDeclined;
import io.ordertrail.events.PaymentStatus;
import io.ordertrail.events.Rejection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command about one order's payment, in every state of it and each way into that state. */
class PaymentTableTest {

    /** Another order's event comes last, so that a repeat which names the account's latest event is found out. */
    private static final Map<String, List<AccountEvent>> PASTS = Map.ofEntries(
            Map.entry("–", past()),
            Map.entry("AUTHORIZED", past(AUTHORIZED)),
            Map.entry("AUTHORIZED, raised", past(AUTHORIZED, new AuthorizationRevised(ID, ORDER, 2, euros(20)))),
            Map.entry("AUTHORIZED, not raised",
                    past(AUTHORIZED, new AuthorizationRevisionDeclined(ID, ORDER, 2, euros(20), Rejection.CARD_LIMIT))),
            Map.entry("DECLINED", past(new PaymentDeclined(ID, ORDER, euros(10), Rejection.CARD_LIMIT))),
            Map.entry("REVERSED ahead", past(AuthorizationReversed.ahead(ID, ORDER))),
            Map.entry("REVERSED", past(AUTHORIZED, AuthorizationReversed.release(ID, ORDER, euros(10)))),
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
            Map.entry("ahead", AuthorizationReversed.ahead(ID, ORDER)),
            Map.entry("reversed", AuthorizationReversed.release(ID, ORDER, euros(10))),
            Map.entry("reversed 20", AuthorizationReversed.release(ID, ORDER, euros(20))),
            Map.entry("captured", CAPTURED),
            Map.entry("captured 20", new PaymentCaptured(ID, ORDER, euros(20))),
            Map.entry("back 6", refunded(6, null)),
            Map.entry("back 7", refunded(7, null)),
            Map.entry("back 4", refunded(4, "k")));

    static Stream<Cell> everyCommandInEveryState() {
        return Stream.concat(StateTable.cells(TABLE), StateTable.cells(ENDED));
    }

    /** A repeat's cell reads "sequence of the first event, status". A refund's is answered as it was then, anything else with what is there now. */
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
            int first = Integer.parseInt(repeat[0]);
            int version = cell.command().startsWith("refund") ? first : past.size() - 1;
            result.expectNoEvents().expectResultMessagePayload(ofOrder(repeat[1], version, first));
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
