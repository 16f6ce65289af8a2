package io.ordertrail.command.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.command.Creations;
import io.ordertrail.command.FirstEvents;
import io.ordertrail.command.MemoryCommandSide;
import io.ordertrail.command.MemoryKeys;
import io.ordertrail.command.Once;
import io.ordertrail.command.consumer.ConsumerCommand.ChangeConsumer;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.PersonName;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.serialization.NamedTypeSerializer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.json.JsonMapper;

/** A consumer stands for whatever is made: all of it is made in one way. */
class RegisteringOnceTest {

    private static final String ADA = "{\"name\":\"Ada Lovelace\",\"orderLimit\":{\"amount\":\"100.00\",\"currency\":\"EUR\"}}";

    private final MemoryCommandSide side = MemoryCommandSide.with(Consumer.class);
    private final MemoryKeys keys = new MemoryKeys();
    private String caller;
    private final MockMvcTester http = http();

    @Test
    void aRepeatedKeyIsAnsweredByteForByteWhateverHasHappenedSince() {
        MvcTestResult first = register(ADA);
        ConsumerId ada = idOf(first);
        side.commands().send(new ChangeConsumer(ada, new PersonName("Ada King"), true, null));
        MvcTestResult second = register(ADA.replace("100.00", "100"));
        keys.pass();
        MvcTestResult third = register(ADA);

        assertThat(first).hasStatus(HttpStatus.CREATED);
        for (MvcTestResult again : List.of(second, third)) {
            assertThat(again).hasStatus(HttpStatus.CREATED);
            assertThat(again.getResponse().getContentAsByteArray()).isEqualTo(first.getResponse().getContentAsByteArray());
            for (String header : List.of(HttpHeaders.LOCATION, HttpHeaders.ETAG, ConsistencyToken.HEADER)) {
                assertThat(again.getResponse().getHeader(header)).isNotNull().isEqualTo(first.getResponse().getHeader(header));
            }
        }
        assertThat(side.eventsOf(ada)).hasSize(3);
    }

    @Test
    void anotherBodyIsRefusedAndAnotherCallerIsAnother() {
        ConsumerId ada = idOf(register(ADA));

        assertThat(register(ADA.replace("100", "101"))).hasFailed().failure().cause().isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.code()).isEqualTo(Code.IDEMPOTENCY_KEY_REUSED));
        caller = "another";
        assertThat(idOf(register(ADA))).isNotEqualTo(ada);
    }

    private MvcTestResult register(String body) {
        return http.post().uri("/consumers").contentType(MediaType.APPLICATION_JSON).content(body).header("Idempotency-Key", "k 1")
                .exchange();
    }

    private static ConsumerId idOf(MvcTestResult answer) {
        return new ConsumerId(answer.getResponse().getHeader(HttpHeaders.LOCATION).substring("/consumers/".length()));
    }

    private MockMvcTester http() {
        Once once = new Once(keys, new FirstEvents(side.events()), () -> caller);
        ConsumerController controller =
                new ConsumerController(side.commands(), new Creations(side.commands(), once, new FirstEvents(side.events())), null);
        JsonMapper.Builder mapper = JsonMapper.builder();
        NamedTypeSerializer.configure(mapper);
        return MockMvcTester.of(List.of(controller),
                builder -> builder.setMessageConverters(new JacksonJsonHttpMessageConverter(mapper.build())).build());
    }
}
