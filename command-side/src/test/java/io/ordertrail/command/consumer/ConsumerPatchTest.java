package io.ordertrail.command.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.command.consumer.ConsumerCommand.ChangeConsumer;
import io.ordertrail.command.consumer.ConsumerController.ConsumerPatch;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.Money;
import io.ordertrail.events.PersonName;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What a merge patch says depends on whether a field is absent or null. */
class ConsumerPatchTest {

    private static final ConsumerId ID = new ConsumerId("01K9ZZZZZZZZZZZZZZZZZZZZZZ");
    private static final PersonName ADA = new PersonName("Ada");
    private static final Money EUR_5 = Money.of("5.00", "EUR");

    @Test
    void anAbsentFieldIsNotTouched() {
        assertThat(patch("{\"name\":\"Ada\"}").toCommand(ID)).isEqualTo(new ChangeConsumer(ID, ADA, false, null));
        assertThat(patch("{\"orderLimit\":{\"amount\":\"5.00\",\"currency\":\"EUR\"}}").toCommand(ID))
                .isEqualTo(new ChangeConsumer(ID, null, true, EUR_5));
    }

    @Test
    void aNullRemovesTheLimit() {
        assertThat(patch("{\"orderLimit\":null}").toCommand(ID)).isEqualTo(new ChangeConsumer(ID, null, true, null));
        assertThat(patch("{\"name\":\"Ada\",\"orderLimit\":null}").toCommand(ID)).isEqualTo(new ChangeConsumer(ID, ADA, true, null));
    }

    @Test
    void whatNamesNothingIsEmpty() {
        assertThat(patch("{}").isEmpty()).isTrue();
        assertThat(patch("{\"name\":\"Ada\"}").isEmpty()).isFalse();
        assertThat(patch("{\"orderLimit\":null}").isEmpty()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name":null} | name
            {"name":" "} | name
            {"orderLimit":{"amount":"1000000000000.00","currency":"EUR"}} | orderLimit.amount
            """)
    void whatIsWrongIsNamed(String json, String path) {
        assertThat(violationsOf(json)).containsExactly(path);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}
            {"orderLimit":null}
            {"name":"Ada","orderLimit":{"amount":"0","currency":"EUR"}}
            """)
    void whatIsRightBreaksNoRule(String json) {
        assertThat(violationsOf(json)).isEmpty();
    }

    private static ConsumerPatch patch(String json) {
        return JsonMapper.shared().readValue(json, ConsumerPatch.class);
    }

    private static List<String> violationsOf(String json) {
        try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
            return factory.getValidator().validate(patch(json)).stream().map(violation -> violation.getPropertyPath().toString()).toList();
        }
    }
}
