package io.ordertrail.query;

import java.util.Optional;
import org.axonframework.messaging.responsetypes.ResponseType;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.stereotype.Component;

/** Asks a query and waits for its answer: what was found, or the refusal as the query's handler said it. */
@Component
public class Queries {

    private final QueryGateway gateway;

    Queries(QueryGateway gateway) {
        this.gateway = gateway;
    }

    /**
     * @throws io.ordertrail.platform.refusal.Refusal as the handler refused it, {@code UNAVAILABLE} if nobody answered in time
     */
    public <R> R ask(Object query, ResponseType<R> type) {
        return gateway.query(query, type).join();
    }

    /** Asks for one thing. */
    public <R> R ask(Object query, Class<R> type) {
        return gateway.query(query, type).join();
    }

    /** Asks for one thing that may not be there. */
    public <R> Optional<R> askOptional(Object query, Class<R> type) {
        return ask(query, ResponseTypes.optionalInstanceOf(type));
    }
}
