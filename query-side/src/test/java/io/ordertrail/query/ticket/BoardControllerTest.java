package io.ordertrail.query.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.when;

import io.ordertrail.events.OrderId;
import io.ordertrail.events.TicketId;
import io.ordertrail.events.TicketStatus;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.query.Queries;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.json.JsonMapper;

@WebMvcTest(BoardController.class)
class BoardControllerTest {

    private static final Board BOARD = new Board(List.of(
            new Board.Item(new OrderId("1"), new TicketId("1"), TicketStatus.ACCEPTED, Tickets.NOON.plusSeconds(60), Tickets.NOON,
                    Tickets.DISHES),
            new Board.Item(new OrderId("2"), new TicketId("2"), TicketStatus.CREATE_PENDING, null, Tickets.NOON, Tickets.DISHES)), null);

    @MockitoBean
    private Queries queries;

    @Autowired
    private MockMvcTester http;

    @Autowired
    private JsonMapper json;

    @Test
    void aBoardIsAnsweredInItsShape() {
        when(queries.ask(new FindBoard("7", 0, List.of()), Board.class)).thenReturn(BOARD);
        assertThat(http.get().uri("/restaurants/7/board")).hasStatusOk().bodyJson().isStrictlyEqualTo("""
                {"items":[
                 {"orderId":"1","ticketId":"1","status":"ACCEPTED","readyBy":"2026-11-21T12:01:00Z","requestedFor":"2026-11-21T12:00:00Z",
                  "lines":[{"menuItemId":"1","name":"Chicken Vindaloo","quantity":5}]},
                 {"orderId":"2","ticketId":"2","status":"CREATE_PENDING","requestedFor":"2026-11-21T12:00:00Z",
                  "lines":[{"menuItemId":"1","name":"Chicken Vindaloo","quantity":5}]}]}""");
    }

    @Test
    void anAnswerSurvivesTheWayFromAnotherNode() {
        assertThat(json.readValue(json.writeValueAsString(BOARD), Board.class)).isEqualTo(BOARD);
    }

    @Test
    void anUnknownRestaurantIsNotFound() {
        when(queries.ask(new FindBoard("7", 0, List.of()), Board.class)).thenThrow(Refusal.notFound("restaurant", "7"));
        assertThat(http.get().uri("/restaurants/7/board")).hasStatus(HttpStatus.NOT_FOUND).bodyJson().extractingPath("code")
                .isEqualTo("NOT_FOUND");
    }
}
