package io.ordertrail.platform.actions;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.platform.mongo.StoreTest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** An action that is not kept, or kept as what it was not, and a collection that grows for ever. */
@StoreTest
class ActionsTest {

    private static final Instant NOW = Instant.parse("2026-12-01T03:00:00Z");

    private MongoDatabase database;
    private Actions actions;

    @BeforeEach
    void actions(MongoDatabase database) {
        this.database = database;
        this.actions = new Actions(database);
    }

    @Test
    void whatIsAskedForIsKeptWithWhatWasAnsweredAndObserved() {
        ask("GET", 200, null);
        ask("POST", 409, null);
        ask("POST", 200, "healed");
        assertThat(actions.latest(10, action -> true)).containsExactly(
                new Action(NOW, null, "POST", "/views/accounts/parked/heal", 200, "healed"),
                new Action(NOW, null, "POST", "/views/accounts/parked/heal", 409, null));
    }

    @Test
    void onlyTheLatestAreKept() {
        for (int i = 0; i < Actions.KEPT + 3; i++) {
            actions.note(new Action(NOW.plusSeconds(i), "ada", "POST", "/processors/p/pause", 200, null));
        }
        assertThat(database.getCollection("actions").countDocuments()).isEqualTo(Actions.KEPT);
        assertThat(actions.latest(1, action -> true)).singleElement().satisfies(action -> {
            assertThat(action.at()).isEqualTo(NOW.plusSeconds(Actions.KEPT + 2));
            assertThat(action.by()).isEqualTo("ada");
        });
    }

    private void ask(String method, int status, String note) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, "/views/accounts/parked/heal");
        MockHttpServletResponse response = new MockHttpServletResponse();
        response.setStatus(status);
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
        try {
            if (note != null) {
                ActionsNoted.observed(note);
            }
            new ActionsNoted(actions, Clock.fixed(NOW, ZoneOffset.UTC)).afterCompletion(request, response, this, null);
        } finally {
            RequestContextHolder.resetRequestAttributes();
        }
    }
}
