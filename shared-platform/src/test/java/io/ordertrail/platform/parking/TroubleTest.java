package io.ordertrail.platform.parking;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoTimeoutException;
import io.ordertrail.platform.mongo.MongoOutage;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TroubleTest {

    private final Trouble trouble = new Trouble(List.of(new MongoOutage()));

    static Stream<Throwable> everybodysTrouble() {
        return Stream.of(Refusal.of(Code.UNAVAILABLE, "No answer"), Refusal.of(Code.OVERLOADED, "Too much"),
                new MongoTimeoutException("No server"), new CompletionException(new TimeoutException()),
                new ConcurrencyException("Faster"), new NoHandlerForCommandException("Nobody"), new SQLException("The disk is full"),
                new IllegalStateException(new IOException("Broken pipe")), new OutOfMemoryError());
    }

    static Stream<Throwable> theEventsOwn() {
        return Stream.of(new IllegalStateException("There is no delivery"), new NullPointerException(),
                Refusal.of(Code.INVALID_STATE, "Not so"), Refusal.of(Code.UNKNOWN_EVENT, "A newer one will"),
                new SerializationException("Not JSON"), new StackOverflowError(),
                new ExceptionInInitializerError(), new SQLException("Too long", "22001"));
    }

    @ParameterizedTest
    @MethodSource("everybodysTrouble")
    void everybodysTroubleHoldsTheEventWhereItIs(Throwable failure) {
        assertThat(trouble.holds("1", failure)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("theEventsOwn")
    void whatIsWrongWithOneEventDoesNot(Throwable failure) {
        assertThat(trouble.holds("1", failure)).isFalse();
    }

    @Test
    void troubleOfOneEventAloneIsItsOwnInTheEnd() {
        Refusal noAnswer = Refusal.of(Code.UNAVAILABLE, "No answer");
        for (int tries = 1; tries < 5; tries++) {
            assertThat(trouble.holds("1", noAnswer)).isTrue();
        }
        assertThat(trouble.holds("1", noAnswer)).as("while nothing gets through").isTrue();

        for (int other = 0; other < 20; other++) {
            trouble.over("other-" + other);
        }

        assertThat(trouble.holds("2", noAnswer)).as("another event's first").isTrue();
        assertThat(trouble.holds("1", noAnswer)).isFalse();
    }
}
