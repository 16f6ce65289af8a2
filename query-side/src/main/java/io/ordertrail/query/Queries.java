package io.ordertrail.query;

import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.web.Outage;
import io.ordertrail.platform.web.RequestTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.axonframework.messaging.responsetypes.ResponseType;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.NoHandlerForQueryException;
import org.axonframework.queryhandling.QueryExecutionException;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Asks a query and waits for its answer: what was found, or the refusal as the query's handler said it. */
@Component
public class Queries {

    /** So many may be under way on this node, with those whose callers have been told already that there was no answer in time. */
    static final int MOST = 1_000;

    private final QueryGateway gateway;
    private final List<Outage> outages;
    private final Duration bound;
    private final Semaphore room = new Semaphore(MOST);

    /** Virtual ones; traces and log lines go with them. */
    private final ExecutorService threads = ContextExecutorService.wrap(
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("query-", 0).factory()),
            ContextSnapshotFactory.builder().build()::captureAll);

    /** @param bound for all that one request asks, longer than any healthy one takes; past it the caller is told to try again */
    Queries(QueryGateway gateway, List<Outage> outages, @Value("${ordertrail.query.timeout}") Duration bound) {
        this.gateway = gateway;
        this.outages = outages;
        this.bound = bound;
    }

    /**
     * On a thread of its own: a handler in the same process would otherwise hold its caller for as long as its store hangs.
     *
     * @throws Refusal as the handler refused it, {@code UNAVAILABLE} if nobody answered in time, {@code OVERLOADED} if too many questions
     *     are without an answer
     */
    public <R> R ask(Object query, ResponseType<R> type) {
        Duration left = RequestTime.left(bound);
        if (!room.tryAcquire()) {
            throw Refusal.of(Code.OVERLOADED, "Too many queries are without an answer");
        }
        CompletableFuture<R> answer = CompletableFuture.supplyAsync(() -> gateway.query(query, type), threads)
                .whenComplete((asked, failure) -> room.release())
                .thenCompose(Function.identity());
        try {
            return answer.orTimeout(left.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException e) {
            throw translate(e.getCause());
        }
    }

    /** Asks for one thing, like {@link #ask(Object, ResponseType)}. */
    public <R> R ask(Object query, Class<R> type) {
        return ask(query, ResponseTypes.instanceOf(type));
    }

    /** Asks for one thing that may not be there, like {@link #ask(Object, ResponseType)}. */
    public <R> Optional<R> askOptional(Object query, Class<R> type) {
        return ask(query, ResponseTypes.optionalInstanceOf(type));
    }

    private RuntimeException translate(Throwable failure) {
        if (failure instanceof QueryExecutionException execution && execution.getDetails().orElse(null) instanceof Refusal.Reason reason) {
            return new Refusal(reason);
        }
        if (failure instanceof TimeoutException || failure instanceof NoHandlerForQueryException
                || Outage.isBehind(failure, outages)) {
            return Refusal.of(Code.UNAVAILABLE, "The query was not answered in time");
        }
        return failure instanceof RuntimeException runtime ? runtime : new CompletionException(failure);
    }
}
