package io.ordertrail.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class WaitingTest {

    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void forget() {
        RequestContextHolder.resetRequestAttributes();
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait=20", "respond-async, wait=20", "WAIT = \"20\"", "handling=lenient; x=1, wait=99999"})
    void whoPrefersToWaitIsAnsweredWhenTheViewHasSeenIt(String preference) {
        prefer(preference);
        assertThat(Waiting.forView(this::seenAtTheThirdLook)).isEqualTo("seen");
        assertThat(asked).hasValue(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wait=0", "wait=soon", "await=20", "return=minimal"})
    void whoDoesNotIsAnsweredAtOnce(String preference) {
        prefer(preference);
        behindAtOnce();
    }

    @Test
    void withoutARequestNobodyWaits() {
        behindAtOnce();
    }

    @Test
    void whenTheTimeIsUpTheViewIsSaidToBeBehind() {
        prefer("wait=1");
        assertThatThrownBy(() -> Waiting.forView(() -> {
            asked.incrementAndGet();
            throw Refusal.of(Code.VIEW_BEHIND, "behind");
        })).isInstanceOf(Refusal.class);
        assertThat(asked.get()).isGreaterThan(1);
    }

    @Test
    void nothingElseIsWaitedFor() {
        prefer("wait=20");
        assertThatThrownBy(() -> Waiting.forView(() -> {
            asked.incrementAndGet();
            throw Refusal.notFound("order", "1");
        })).isInstanceOf(Refusal.class);
        assertThat(asked).hasValue(1);
    }

    private void behindAtOnce() {
        assertThatThrownBy(() -> Waiting.forView(this::seenAtTheThirdLook)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.code()).isEqualTo(Code.VIEW_BEHIND));
        assertThat(asked).hasValue(1);
    }

    private String seenAtTheThirdLook() {
        if (asked.incrementAndGet() < 3) {
            throw Refusal.of(Code.VIEW_BEHIND, "behind");
        }
        return "seen";
    }

    private static void prefer(String preference) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("Prefer", preference);
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
    }
}
