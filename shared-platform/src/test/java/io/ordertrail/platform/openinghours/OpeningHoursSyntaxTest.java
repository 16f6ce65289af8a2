package io.ordertrail.platform.openinghours;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningHoursSyntaxTest {

    record Sign(@OpeningHoursSyntax String openingHours) {
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"24/7", "Mo-Su 10:00-22:00"})
    void whatIsUnderstoodPasses(String text) {
        assertThat(violationsOf(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "whenever", "Mo \"{message}${1+1}\\\""})
    void whatIsNotUnderstoodIsOneViolationOfItsField(String text) {
        assertThat(violationsOf(text)).singleElement()
                .satisfies(violation -> assertThat(violation.getPropertyPath()).hasToString("openingHours"))
                .satisfies(violation -> assertThat(violation.getMessage()).isNotBlank());
    }

    @Test
    void theMessageQuotesWithoutEvaluating() {
        assertThat(violationsOf("Mo \"${1+1}\"")).singleElement()
                .satisfies(violation -> assertThat(violation.getMessage()).contains("${1+1}"));
    }

    @Test
    void aBookIsNotParsed() {
        assertThat(violationsOf("Mo,".repeat(100_000))).singleElement()
                .satisfies(violation -> assertThat(violation.getMessage()).isEqualTo("must have 1 to 200 characters"));
    }

    private static List<ConstraintViolation<Sign>> violationsOf(String text) {
        try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
            Validator validator = factory.getValidator();
            return List.copyOf(validator.validate(new Sign(text)));
        }
    }
}
