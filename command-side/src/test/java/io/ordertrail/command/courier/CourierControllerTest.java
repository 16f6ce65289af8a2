package io.ordertrail.command.courier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.ordertrail.command.Commands;
import io.ordertrail.command.Creations;
import io.ordertrail.command.FirstEvents;
import io.ordertrail.command.MemoryKeys;
import io.ordertrail.command.Once;
import io.ordertrail.command.Outcome;
import io.ordertrail.command.courier.CourierCommand.GoOffDuty;
import io.ordertrail.command.courier.CourierCommand.GoOnDuty;
import io.ordertrail.command.courier.CourierCommand.RegisterCourier;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.PersonName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class CourierControllerTest {

    private static final String ID = "01KAT5N4Q8YDFXJ7M2ZV6T3B9R";

    private final Commands commands = mock();
    private final MockMvcTester http = MockMvcTester.of(new CourierController(commands,
            new Creations(commands, new Once(new MemoryKeys(), new FirstEvents(mock()), () -> null), new FirstEvents(mock()))));

    @Test
    void aNewCourierIsAnsweredWhole() {
        ArgumentCaptor<RegisterCourier> sent = ArgumentCaptor.captor();
        when(commands.<Outcome>send(sent.capture())).thenReturn(new Outcome("courier-" + ID, "OFF_DUTY", 0, 0, ""));

        MvcTestResult answer = register("{\"name\":\"Grace Hopper\",\"capacity\":2}");

        String id = sent.getValue().courierId().value();
        assertThat(answer).hasStatus(201).hasHeader("Location", "/couriers/" + id).hasHeader("ETag", "\"0\"").bodyJson()
                .isStrictlyEqualTo("{\"id\":\"%s\",\"version\":0,\"name\":\"Grace Hopper\",\"capacity\":2,\"status\":\"OFF_DUTY\"}"
                        .formatted(id));
        assertThat(sent.getValue().name()).isEqualTo(new PersonName("Grace Hopper"));
        assertThat(sent.getValue().capacity()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\":\"G\"}", "{\"capacity\":1}", "{\"name\":\" \",\"capacity\":1}", "{\"name\":\"G\",\"capacity\":0}",
            "{\"name\":\"G\",\"capacity\":1001}", "{\"name\":\"G\",\"capacity\":99999999999}"})
    void aNameAndACapacityWithinBoundsAreRequired(String body) {
        assertThat(register(body)).hasStatus(400);
        verify(commands, never()).send(any());
    }

    @Test
    void couriersComeAndGo() {
        when(commands.<Outcome>send(new GoOnDuty(new CourierId(ID)))).thenReturn(new Outcome("courier-" + ID, "ON_DUTY", 1, 1, ""));
        when(commands.<Outcome>send(new GoOffDuty(new CourierId(ID)))).thenReturn(new Outcome("courier-" + ID, "OFF_DUTY", 2, 2, ""));
        assertThat(http.post().uri("/couriers/{id}/on-duty", ID)).hasStatusOk()
                .bodyJson().isStrictlyEqualTo("{\"id\":\"%s\",\"status\":\"ON_DUTY\",\"version\":1}".formatted(ID));
        assertThat(http.post().uri("/couriers/{id}/off-duty", ID)).hasStatusOk()
                .bodyJson().isStrictlyEqualTo("{\"id\":\"%s\",\"status\":\"OFF_DUTY\",\"version\":2}".formatted(ID));
    }

    private MvcTestResult register(String body) {
        return http.post().uri("/couriers").contentType(MediaType.APPLICATION_JSON).content(body).exchange();
    }
}
