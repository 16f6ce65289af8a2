package io.ordertrail.query.graphql;

import java.util.Map;

/** A GraphQL request as it is posted, field by field as <a href="https://graphql.github.io/graphql-over-http/">GraphQL over HTTP</a> has them. */
record Asked(String query, String operationName, Map<String, Object> variables, Map<String, Object> extensions) {
}
