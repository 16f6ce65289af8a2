package io.ordertrail.architecture.whathandlesishidden.query.history;

import org.axonframework.queryhandling.QueryHandler;

public class BadQuery {

    @QueryHandler
    String handle(String query) {
        return query;
    }
}
