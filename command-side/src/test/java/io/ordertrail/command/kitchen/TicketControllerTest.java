package io.ordertrail.command.kitchen;

import static io.ordertrail.command.kitchen.SampleTicket.ACCEPT_BY;
import static io.ordertrail.command.kitchen.SampleTicket.ID;
import static io.ordertrail.command.kitchen.SampleTicket.NOW;
import static io.ordertrail.command.kitchen.SampleTicket.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.command.Commands;
import io.ordertrail.command.MemoryCommandSide;
import io.ordertrail.command.kitchen.TicketCommand.ConfirmTicket;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The kitchen's endpoints over a real aggregate. How refusals become problems is the platform's and tested there. */
class TicketControllerTest {

    private final MemoryCommandSide side = MemoryCommandSide.with(Ticket.class);
    private final Commands commands = side.commands();
    private final MockMvcTester http = MockMvcTester.of(new TicketController(commands, Clock.fixed(NOW, ZoneOffset.UTC)));

    @BeforeEach
    void aTicketThatWaits() {
        commands.send(request());
        commands.send(new ConfirmTicket(ID, ACCEPT_BY));
    }

    @Test
    void theKitchenTakesATicketFromItsAcceptanceToItsHandOver() {
        done(post("accept", """
                {"readyBy":"2026-11-21T17:40:00Z"}"""), "ACCEPTED", 2);
        done(post("start"), "PREPARING", 3);
        done(post("ready"), "READY_FOR_PICKUP", 4);
        done(post("hand-over"), "PICKED_UP", 5);
        done(post("hand-over"), "PICKED_UP", 5);
    }

    @Test
    void theKitchenDeclinesATicket() {
        done(post("decline", """
                {"reason":"Out of chicken"}"""), "CANCELLED", 2);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {"accept, {}", "accept, {\"readyBy\":\"2026-11-21T17:40:00\"}", "decline, {}",
            "decline, {\"reason\":\" \"}", "decline, {\"reason\":\"a\\tb\"}", "decline, {"})
    void aBodyThatBreaksARuleIsABadRequest(String action, String body) {
        assertThat(post(action, body)).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(side.eventsOf(ID)).hasSize(2);
    }

    @Test
    void aReadyByInThePastIsRefused() {
        assertThat(post("accept", """
                {"readyBy":"2026-11-21T17:01:00Z"}""")).hasFailed().failure().cause().isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.reason()).returns(Code.READY_BY_IN_PAST, Refusal.Reason::code)
                        .returns("/readyBy", Refusal.Reason::field));
    }

    private static void done(MvcTestResult answer, String status, long version) {
        assertThat(answer).hasStatus(HttpStatus.OK).headers().hasValue(HttpHeaders.ETAG, "\"%d\"".formatted(version));
        assertThat(answer).bodyJson().isStrictlyEqualTo("""
                {"id":"%s","status":"%s","version":%d}""".formatted(ID.value(), status, version));
        assertThat(ConsistencyToken.decode(answer.getResponse().getHeader(ConsistencyToken.HEADER)))
                .isEqualTo(new ConsistencyToken(ID.toString(), version, ""));
    }

    private MvcTestResult post(String action) {
        return http.post().uri("/tickets/{id}/" + action, ID.value()).exchange();
    }

    private MvcTestResult post(String action, String body) {
        return http.post().uri("/tickets/{id}/" + action, ID.value()).contentType(MediaType.APPLICATION_JSON).content(body).exchange();
    }
}
