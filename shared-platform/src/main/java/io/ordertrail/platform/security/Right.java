package io.ordertrail.platform.security;

/**
 * Who may do one thing.
 *
 * @param operation {@code GET /orders/{id}}, or a field of GraphQL such as {@code Query.order}
 * @param thing what the operation's id names
 */
record Right(String operation, Thing thing, Whose consumer, Whose restaurant, Whose courier) {

    private static final String GRAPHQL = "POST /graphql";

    Whose of(Role role) {
        return switch (role) {
            case CONSUMER -> consumer;
            case RESTAURANT -> restaurant;
            case COURIER -> courier;
            case OPERATOR -> Whose.ANY;
            case AUDITOR -> isReading() ? Whose.ANY : Whose.NONE;
        };
    }

    boolean isReading() {
        return operation.startsWith("GET ") || operation.equals(GRAPHQL) || isField();
    }

    boolean isField() {
        return !operation.contains(" ");
    }

    String method() {
        return operation.substring(0, operation.indexOf(' '));
    }

    String path() {
        return operation.substring(operation.indexOf(' ') + 1);
    }
}
