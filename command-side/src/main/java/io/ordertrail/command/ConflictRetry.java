package io.ordertrail.command;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.gateway.RetryScheduler;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.stereotype.Component;

/**
 * Sends a command again if another node was faster at the same aggregate: on the newer state it may well succeed. Everything else is the
 * sender's to decide.
 */
@Component
class ConflictRetry implements RetryScheduler {

    private static final int MOST_TRIES = 8;
    private static final long STEP_MILLIS = 10;

    @Override
    public boolean scheduleRetry(@SuppressWarnings("rawtypes") CommandMessage command, RuntimeException lastFailure,
            List<Class<? extends Throwable>[]> failures,
            Runnable dispatch) {
        boolean again = isConflict(lastFailure) && failures.size() < MOST_TRIES;
        if (again) {
            // Random, so that two who met once do not meet again.
            long delay = ThreadLocalRandom.current().nextLong(1, STEP_MILLIS * failures.size() + 1);
            Executor later = CompletableFuture.delayedExecutor(delay, TimeUnit.MILLISECONDS);
            later.execute(dispatch);
        }
        return again;
    }

    private static boolean isConflict(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof ConcurrencyException || cause instanceof AggregateStreamCreationException);
    }
}
