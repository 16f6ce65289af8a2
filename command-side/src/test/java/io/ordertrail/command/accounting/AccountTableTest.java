package io.ordertrail.command.accounting;

import static io.ordertrail.command.StateTable.refusedIn;
import static io.ordertrail.command.accounting.SampleAccount.CONSUMER;
import static io.ordertrail.command.accounting.SampleAccount.DISABLED;
import static io.ordertrail.command.accounting.SampleAccount.ID;
import static io.ordertrail.command.accounting.SampleAccount.OPENED;
import static io.ordertrail.command.accounting.SampleAccount.euros;
import static io.ordertrail.command.accounting.SampleAccount.limit;
import static io.ordertrail.command.accounting.SampleAccount.ofAccount;
import static io.ordertrail.command.accounting.SampleAccount.when;

import io.ordertrail.command.StateTable;
import io.ordertrail.command.StateTable.Cell;
import io.ordertrail.command.accounting.AccountCommand.ChangeCardLimit;
import io.ordertrail.command.accounting.AccountCommand.DisableAccount;
import io.ordertrail.command.accounting.AccountCommand.EnableAccount;
import io.ordertrail.command.accounting.AccountCommand.OpenAccount;
import io.ordertrail.events.AccountEvent;
import io.ordertrail.events.AccountEvent.AccountEnabled;
import io.ordertrail.events.AccountEvent.AccountOpened;
import io.ordertrail.events.ConsumerId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command to the account itself, in every state of it. */
class AccountTableTest {

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
