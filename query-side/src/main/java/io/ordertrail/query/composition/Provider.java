package io.ordertrail.query.composition;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whoever has one part of all orders: asked in bounded time, by so many at once and no more, and not at all while it does not answer anyway. What
 * it said last is kept for then.
 */
final class Provider<T> {

    /** Who comes when so many wait already does without. */
    static final int MOST_AT_ONCE = 64;

    /** Orders whose last known part is kept, and how long. */
    private static final int MOST_KEPT = 10_000;
    private static final Duration KEPT = Duration.ofMinutes(10);

    /** Said of the whole question, not of the provider: passed on to who asked. */
    private static final Set<Code> ANSWERS = EnumSet.of(Code.VIEW_BEHIND, Code.NOT_FOUND, Code.BAD_TOKEN);

    private static final Logger LOG = LoggerFactory.getLogger(Provider.class);

    private final CircuitBreaker breaker;
    private final Executor threads;
    private final Duration timeout;
    private final Clock clock;
    private final Semaphore room = new Semaphore(MOST_AT_ONCE);
    private final Cache<String, Known<T>> lastKnown = Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterWrite(KEPT).build();

    private record Known<T>(T value, Instant at) {
    }

    /** @param timeout after which it is done without an answer */
    Provider(CircuitBreaker breaker, Executor threads, Duration timeout, Clock clock) {
        this.breaker = breaker;
        this.threads = threads;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** Comes to the part as it can be had, and fails with nothing but a {@link Refusal} of the whole question. */
    CompletableFuture<Part<T>> ask(String order, Supplier<Optional<T>> question) {
        if (!room.tryAcquire()) {
            return CompletableFuture.completedFuture(lastKnown(order));
        }
        if (!breaker.tryAcquirePermission()) {
            room.release();
            return CompletableFuture.completedFuture(lastKnown(order));
        }
        long began = breaker.getCurrentTimestamp();
        CompletableFuture<Optional<T>> answer = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
            } finally {
                room.release();
            }
        });
        return answer.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS).handle((value, failure) -> {
            long took = breaker.getCurrentTimestamp() - began;
            if (failure == null) {
                breaker.onSuccess(took, breaker.getTimestampUnit());
                return answered(order, value);
            }
            return failed(order, failure, took);
        });
    }

    private Part<T> answered(String order, Optional<T> value) {
        value.ifPresent(present -> lastKnown.put(order, new Known<>(present, clock.instant())));
        return Part.answered(value);
    }

    private Part<T> failed(String order, Throwable failure, long took) {
        if (failure instanceof Refusal refusal && refusal.code() != Code.UNAVAILABLE) {
            breaker.onSuccess(took, breaker.getTimestampUnit());
            if (ANSWERS.contains(refusal.code())) {
                throw new CompletionException(refusal);
            }
            return Part.missing();
        }
        breaker.onError(took, breaker.getTimestampUnit(), failure);
        if (!(failure instanceof Refusal || failure instanceof TimeoutException)) {
            LOG.warn("An order's {} cannot be had", breaker.getName(), failure);
        }
        return lastKnown(order);
    }

    private Part<T> lastKnown(String order) {
        Known<T> known = lastKnown.getIfPresent(order);
        return known == null ? Part.missing() : Part.lastKnown(known.value, known.at);
    }
}
