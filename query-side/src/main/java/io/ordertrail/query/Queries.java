package io.ordertrail.query;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.web.Outage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.messaging.responsetypes.ResponseType;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.NoHandlerForQueryException;
import org.axonframework.queryhandling.QueryExecutionException;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.stereotype.Component;

/** Asks a query and waits for its answer: what was found, or the refusal as the query's handler said it. */
@Component
public class Queries {

    /** Longer than any healthy query takes; past it the caller is told to try again. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final QueryGateway gateway;

    private final List<Outage> outages;

    Queries(QueryGateway gateway, List<Outage> outages) {
        this.gateway = gateway;
        this.outages = outages;
    }

    /** @throws Refusal as the handler refused it, {@code UNAVAILABLE} if nobody answered in time */
    public <R> R ask(Object query, ResponseType<R> type) {
        try {
            return gateway.query(query, type).orTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).join();
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
