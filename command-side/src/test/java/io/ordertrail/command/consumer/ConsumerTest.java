package io.ordertrail.command.consumer;

import io.ordertrail.command.Outcome;
import io.ordertrail.command.Refused;
import io.ordertrail.command.consumer.ConsumerCommand.ChangeConsumer;
import io.ordertrail.command.consumer.ConsumerCommand.ForgetConsumer;
import io.ordertrail.command.consumer.ConsumerCommand.RegisterConsumer;
import io.ordertrail.command.consumer.ConsumerCommand.ReviewConsumer;
import io.ordertrail.command.consumer.ConsumerCommand.VerifyConsumer;
import io.ordertrail.events.ConsumerEvent.ConsumerForgotten;
import io.ordertrail.events.ConsumerEvent.ConsumerRegistered;
import io.ordertrail.events.ConsumerEvent.ConsumerRenamed;
import io.ordertrail.events.ConsumerEvent.OrderLimitChanged;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.Money;
import io.ordertrail.events.PersonName;
import io.ordertrail.platform.refusal.Code;
import java.util.List;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class ConsumerTest {

    private static final ConsumerId ID = new ConsumerId("01K9ZZZZZZZZZZZZZZZZZZZZZZ");
    private static final PersonName ADA = new PersonName("Ada Lovelace");
    private static final PersonName ADA_KING = new PersonName("Ada King");
    private static final Money EUR_100 = Money.of("100.00", "EUR");
    private static final Money EUR_50 = Money.of("50.00", "EUR");

    private final FixtureConfiguration<Consumer> fixture = new AggregateTestFixture<>(Consumer.class);

    @Test
    void registersWithALimit() {
        fixture.givenNoPriorActivity()
                .when(new RegisterConsumer(ID, ADA, EUR_100))
                .expectEvents(new ConsumerRegistered(ID, ADA, EUR_100))
                .expectResultMessagePayload(active(0));
    }

    @Test
    void registersWithoutALimit() {
        fixture.givenNoPriorActivity()
                .when(new RegisterConsumer(ID, ADA, null))
                .expectEvents(new ConsumerRegistered(ID, ADA, null));
    }

    @Test
    void registeringAgainIsARepeat() {
        fixture.given(new ConsumerRegistered(ID, ADA, EUR_100))
                .when(new RegisterConsumer(ID, ADA, Money.of("100", "EUR")))
                .expectNoEvents()
                .expectResultMessagePayload(active(0));
    }

    @Test
    void registeringAnotherUnderTheSameIdIsRefused() {
        fixture.given(new ConsumerRegistered(ID, ADA, EUR_100))
                .when(new RegisterConsumer(ID, ADA_KING, EUR_100))
                .expectNoEvents()
                .expectException(Refused.inState("ACTIVE"));
        fixture.given(new ConsumerRegistered(ID, ADA, EUR_100))
                .when(new RegisterConsumer(ID, ADA, null))
                .expectNoEvents()
                .expectException(Refused.inState("ACTIVE"));
    }

    @Test
    void registeringIsNoRepeatOnceTheConsumerHasChanged() {
        fixture.given(new ConsumerRegistered(ID, ADA, null), new ConsumerRenamed(ID, ADA_KING))
                .when(new RegisterConsumer(ID, ADA, null))
                .expectNoEvents()
                .expectException(Refused.inState("ACTIVE"));
    }

    @Test
    void renamesAndKeepsTheLimit() {
        fixture.given(new ConsumerRegistered(ID, ADA, EUR_100))
                .when(new ChangeConsumer(ID, ADA_KING, false, null))
                .expectEvents(new ConsumerRenamed(ID, ADA_KING))
                .expectResultMessagePayload(active(1));
    }

    @Test
    void setsAnotherLimitAndKeepsTheName() {
        fixture.given(new ConsumerRegistered(ID, ADA, EUR_100))
                .when(new ChangeConsumer(ID, null, true, EUR_50))
                .expectEvents(new OrderLimitChanged(ID, EUR_50));
    }

    @Test
    void removesTheLimit() {
        fixture.given(new ConsumerRegistered(ID, ADA, EUR_100))
                .when(new ChangeConsumer(ID, null, true, null))
                .expectEvents(new OrderLimitChanged(ID, null));
    }

    @Test
    void renamesAndSetsTheLimitAtOnce() {
        fixture.given(new ConsumerRegistered(ID, ADA, null))
                .when(new ChangeConsumer(ID, ADA_KING, true, EUR_50))
                .expectEvents(new ConsumerRenamed(ID, ADA_KING), new OrderLimitChanged(ID, EUR_50))
                .expectResultMessagePayload(active(2));
    }

    @Test
    void changingToWhatAlreadyIsIsARepeat() {
        fixture.given(new ConsumerRegistered(ID, ADA, null), new ConsumerRenamed(ID, ADA_KING), new OrderLimitChanged(ID, EUR_50))
                .when(new ChangeConsumer(ID, ADA_KING, true, EUR_50))
                .expectNoEvents()
                .expectResultMessagePayload(active(2));
    }

    @Test
    void removingALimitThatThereIsNotIsARepeat() {
        fixture.given(new ConsumerRegistered(ID, ADA, null))
                .when(new ChangeConsumer(ID, null, true, null))
                .expectNoEvents();
    }

    @Test
    void anUnknownConsumerCannotBeChanged() {
        fixture.givenNoPriorActivity()
                .when(new ChangeConsumer(ID, ADA_KING, false, null))
                .expectException(AggregateNotFoundException.class);
    }

    @Test
    void anOrderUpToTheLimitIsFine() {
        fixture.given(new ConsumerRegistered(ID, ADA, EUR_100))
                .when(new VerifyConsumer(ID, EUR_100))
                .expectNoEvents()
                .expectResultMessagePayload(active(0));
    }

    @Test
    void anOrderAboveTheLimitIsRefused() {
        fixture.given(new ConsumerRegistered(ID, ADA, EUR_100))
                .when(new VerifyConsumer(ID, Money.of("100.01", "EUR")))
                .expectNoEvents()
                .expectException(Refused.with(Code.INVALID, null))
                .expectExceptionMessage("INVALID: CONSUMER_LIMIT");
    }

    @Test
    void theLimitOfNowCounts() {
        fixture.given(new ConsumerRegistered(ID, ADA, EUR_100), new OrderLimitChanged(ID, EUR_50))
                .when(new VerifyConsumer(ID, EUR_100))
                .expectException(Refused.with(Code.INVALID, null));
    }

    @Test
    void anOrderInAnotherCurrencyIsRefused() {
        fixture.given(new ConsumerRegistered(ID, ADA, EUR_100))
                .when(new VerifyConsumer(ID, Money.of("1.00", "USD")))
                .expectException(Refused.with(Code.INVALID, null));
    }

    @Test
    void withoutALimitAnyOrderIsFine() {
        fixture.given(new ConsumerRegistered(ID, ADA, EUR_100), new OrderLimitChanged(ID, null))
                .when(new VerifyConsumer(ID, Money.of("100000.00", "USD")))
                .expectNoEvents()
                .expectResultMessagePayload(active(1));
    }

    @Test
    void anUnknownConsumerCannotBeVerified() {
        fixture.givenNoPriorActivity()
                .when(new VerifyConsumer(ID, EUR_100))
                .expectException(AggregateNotFoundException.class);
    }

    private static Outcome active(long version) {
        return new Outcome(ID.toString(), "ACTIVE", version, version, "");
    }

    @Test
    void whoIsForgottenIsNoConsumerAnyMore() {
        fixture.given(new ConsumerRegistered(ID, ADA, EUR_100))
                .when(new ForgetConsumer(ID))
                .expectEvents(new ConsumerForgotten(ID));
        for (Object command : List.of(new ForgetConsumer(ID), new ReviewConsumer(ID), new VerifyConsumer(ID, EUR_50),
                new ChangeConsumer(ID, ADA_KING, false, null), new RegisterConsumer(ID, ADA, EUR_100))) {
            fixture.given(new ConsumerRegistered(ID, ADA, EUR_100), new ConsumerForgotten(ID))
                    .when(command)
                    .expectNoEvents()
                    .expectException(Refused.with(Code.NOT_FOUND, null));
        }
    }
}
