package io.ordertrail.command.accounting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.ordertrail.command.Outcome;
import io.ordertrail.command.accounting.AccountCommand.ChangeCardLimit;
import io.ordertrail.command.accounting.AccountCommand.DisableAccount;
import io.ordertrail.command.accounting.AccountCommand.EnableAccount;
import io.ordertrail.command.accounting.AccountCommand.IssueRefund;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderId;
import io.ordertrail.platform.consistency.ConsistencyToken;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

class AccountControllerTest {

    private static final String ID = "01KAT5N4Q8YDFXJ7M2ZV6T3B9R";
    private static final String ORDER = "01KAT5N4Q8YDFXJ7M2ZV6T3B9S";
    private static final AccountId ACCOUNT = new AccountId(ID);
    private static final String REFUND = """
            {"orderId":"%s","amount":{"amount":"5.00","currency":"EUR"},"reason":"Cold"}""".formatted(ORDER);

    private final AccountService accounts = mock();
    private final MockMvcTester http = MockMvcTester.of(new AccountController(accounts));

    @Test
    void disablingAndEnablingAnswerWithTheAccountsStatusAndVersion() {
        when(accounts.send(new DisableAccount(ACCOUNT))).thenReturn(outcome("DISABLED", 3, 3, ""));
        when(accounts.send(new EnableAccount(ACCOUNT))).thenReturn(outcome("ENABLED", 4, 4, ""));
        assertThat(http.post().uri("/accounts/{id}/disable", ID)).hasStatusOk().hasHeader("ETag", "\"3\"")
                .bodyJson().isStrictlyEqualTo("{\"id\":\"%s\",\"status\":\"DISABLED\",\"version\":3}".formatted(ID));
        assertThat(http.post().uri("/accounts/{id}/enable", ID)).hasStatusOk().hasHeader("ETag", "\"4\"")
                .bodyJson().isStrictlyEqualTo("{\"id\":\"%s\",\"status\":\"ENABLED\",\"version\":4}".formatted(ID));
    }

    @Test
    void aLimitIsPut() {
        when(accounts.send(new ChangeCardLimit(ACCOUNT, Money.of("100", "EUR")))).thenReturn(outcome("ENABLED", 1, 1, ""));
        assertThat(http.put().uri("/accounts/{id}/card-limit", ID).contentType(MediaType.APPLICATION_JSON).content("""
                {"limit":{"amount":"100.00","currency":"EUR"}}""")).hasStatusOk();
    }

    @Test
    void aRefundsTokenNamesItsOwnEventAndItsOrder() {
        when(accounts.refund(new IssueRefund(ACCOUNT, new OrderId(ORDER), Money.of("5", "EUR"), "Cold", null), null))
                .thenReturn(outcome("ENABLED", 9, 7, ORDER));
        assertThat(http.post().uri("/accounts/{id}/refunds", ID).contentType(MediaType.APPLICATION_JSON).content(REFUND))
                .hasStatusOk()
                .hasHeader("ETag", "\"9\"")
                .hasHeader(ConsistencyToken.HEADER, new ConsistencyToken("account-" + ID, 7, ORDER).encode());
    }

    @Test
    void aRefundsKeyIsPassedOn() {
        when(accounts.refund(new IssueRefund(ACCOUNT, new OrderId(ORDER), Money.of("5", "EUR"), "Cold", null), "k 1"))
                .thenReturn(outcome("ENABLED", 9, 7, ORDER));
        assertThat(http.post().uri("/accounts/{id}/refunds", ID).header("Idempotency-Key", "k 1")
                .contentType(MediaType.APPLICATION_JSON).content(REFUND)).hasStatusOk();
    }

    private static Outcome outcome(String status, long version, long event, String order) {
        return new Outcome("account-" + ID, status, version, event, order);
    }
}
