package io.ordertrail.architecture.handlersarecalledhandleoron.query;

import org.axonframework.queryhandling.QueryHandler;

class BadQuery {

    @QueryHandler
    String find(String query) {
        return query;
    }
}
