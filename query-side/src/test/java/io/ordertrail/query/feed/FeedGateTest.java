package io.ordertrail.query.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.web.method.HandlerMethod;

class FeedGateTest {

    private final FeedGate gate = new FeedGate(2);
    private final HandlerMethod page = new HandlerMethod(new FeedController(null), read());

    private static Method read() {
        return List.of(FeedController.class.getDeclaredMethods()).stream().filter(method -> method.getName().equals("read")).findFirst()
                .orElseThrow();
    }

    @Test
    void asManyPagesAsThereIsRoomForAndTheNextWhenOneHasBeenWritten() {
        assertThat(gate.preHandle(null, null, page)).isTrue();
        assertThat(gate.preHandle(null, null, page)).isTrue();
        assertThatThrownBy(() -> gate.preHandle(null, null, page)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.code()).isEqualTo(Code.OVERLOADED));
        assertThat(gate.preHandle(null, null, "something else")).isTrue();
        gate.afterCompletion(null, null, page, null);
        assertThat(gate.preHandle(null, null, page)).isTrue();
        gate.afterConcurrentHandlingStarted(null, null, page);
        assertThat(gate.preHandle(null, null, page)).isTrue();
    }
}
