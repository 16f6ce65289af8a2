package io.ordertrail.command.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ordertrail.command.TestCommands;
import io.ordertrail.events.OrderStatus;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.junit.jupiter.api.Test;

class StepsTest {

    private static final Refusal INVALID_STATE = Refusal.invalidState(OrderStatus.DELIVERED, "The order is DELIVERED");
    private static final Refusal NOT_FOUND = Refusal.notFound("order", "01A");
    private static final Refusal UNAVAILABLE = Refusal.of(Code.UNAVAILABLE, "Nobody answered");
    private static final RuntimeException BROKEN = new IllegalStateException("The store is down");

    private final MeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void refusalIsAnAnswerWithTheStateThatForbids() {
        assertThat(steps(INVALID_STATE).attempt("command", Code.INVALID_STATE, Code.NOT_FOUND).isRefused()).isTrue();
        assertThat(steps(INVALID_STATE).attempt("command", Code.INVALID_STATE, Code.NOT_FOUND).status()).isEqualTo("DELIVERED");
        assertThat(steps(NOT_FOUND).attempt("command", Code.INVALID_STATE, Code.NOT_FOUND).isRefusedAs(Code.NOT_FOUND)).isTrue();
        assertThat(steps(NOT_FOUND).attempt("command", Code.INVALID_STATE, Code.NOT_FOUND).status()).isEqualTo("NOT_FOUND");
    }

    @Test
    void failureIsNoAnswer() {
        assertThatThrownBy(() -> steps(UNAVAILABLE).attempt("command", Code.INVALID_STATE, Code.NOT_FOUND))
                .hasMessage(UNAVAILABLE.getMessage());
        assertThatThrownBy(() -> steps(BROKEN).attempt("command", Code.INVALID_STATE, Code.NOT_FOUND)).isSameAs(BROKEN);
        assertThatThrownBy(() -> steps(BROKEN).settle("command")).isSameAs(BROKEN);
    }

    @Test
    void onlyAnAggregateThatIsFurtherOnCountsAsSettled() {
        assertThatCode(() -> steps(INVALID_STATE).settle("command")).doesNotThrowAnyException();
        assertThatThrownBy(() -> steps(NOT_FOUND).settle("command")).hasMessage(NOT_FOUND.getMessage());
        assertThatThrownBy(() -> steps(UNAVAILABLE).settle("command")).hasMessage(UNAVAILABLE.getMessage());
    }

    @Test
    void onlyARefusalThatTheStepNamesIsAnAnswer() {
        assertThat(steps(INVALID_STATE).attempt("command", Code.INVALID_STATE).isRefusedAs(Code.INVALID_STATE)).isTrue();
        assertThatThrownBy(() -> steps(NOT_FOUND).attempt("command", Code.INVALID_STATE)).hasMessage(NOT_FOUND.getMessage());
    }

    @Test
    void whatNoStepExpectedIsCountedAndAnAnswerOrAFailureIsNot() {
        Steps steps = steps(NOT_FOUND);
        assertThatThrownBy(() -> steps.settle("command")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> steps.take("command")).isInstanceOf(Refusal.class);
        steps.attempt("command", Code.NOT_FOUND);
        assertThatThrownBy(() -> steps(UNAVAILABLE).take("command")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> steps(BROKEN).take("command")).isSameAs(BROKEN);

        assertThat(refusals(Code.NOT_FOUND)).isEqualTo(2);
        assertThat(refusals(Code.INVALID_STATE)).as("there before the first, which nobody would see come otherwise").isZero();
    }

    @Test
    void whatNobodyMayRefuseIsThrown() {
        assertThatThrownBy(() -> steps(INVALID_STATE).take("command")).hasMessage(INVALID_STATE.getMessage());
    }

    private double refusals(Code code) {
        return meters.get("ordertrail.processes.refusals").tag("code", code.name()).counter().count();
    }

    private Steps steps(RuntimeException answer) {
        SimpleCommandBus bus = SimpleCommandBus.builder().build();
        bus.registerHandlerInterceptor(TestCommands.refusals());
        bus.subscribe(String.class.getName(), command -> {
            throw answer;
        });
        return new Steps(TestCommands.over(DefaultCommandGateway.builder().commandBus(bus).build()), meters);
    }
}
