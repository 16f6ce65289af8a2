package io.ordertrail.command;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectedVersionTest {

    @Test
    void whoExpectsNothingAcceptsAnyVersion() {
        assertThatNoException().isThrownBy(() -> ExpectedVersion.of(null, null).check(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "\"3\"", "\"3-1f2e\"", "\"2\", \"3\""})
    void anIfMatchAcceptsTheVersionThatItsTagsName(String ifMatch) {
        assertThatNoException().isThrownBy(() -> ExpectedVersion.of(ifMatch, null).check(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2\"", "W/\"3\"", "3", "", "\"abc\"", "\"3\"-1"})
    void anyOtherIfMatchFailsThePrecondition(String ifMatch) {
        refuses(ExpectedVersion.of(ifMatch, null), Code.PRECONDITION_FAILED);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {"\"2\", 3, PRECONDITION_FAILED", "\"3\", 2, STALE_VERSION", "*, 2, STALE_VERSION",
            "\"2\", 2, PRECONDITION_FAILED"})
    void whoGivesBothExpectsBoth(String ifMatch, long expectedVersion, Code code) {
        refuses(ExpectedVersion.of(ifMatch, expectedVersion), code);
    }

    private static void refuses(ExpectedVersion expected, Code code) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> expected.check(3)).returns(code, Refusal::code);
    }
}
