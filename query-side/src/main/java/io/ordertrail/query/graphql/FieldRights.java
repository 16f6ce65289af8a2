package io.ordertrail.query.graphql;

import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLTypeUtil;
import io.ordertrail.platform.security.Caller;
import java.util.Map;

/** Answers a field only for whom it may be answered; to others it is null, with the error that the REST API would answer with. */
class FieldRights extends SimplePerformantInstrumentation {

    private static final String ID = "id";
    private static final String CONSUMER = "consumerId";

    @Override
    public DataFetcher<?> instrumentDataFetcher(DataFetcher<?> fetcher, InstrumentationFieldFetchParameters parameters,
            InstrumentationState state) {
        Caller caller = parameters.getEnvironment().getGraphQlContext().get(Caller.class);
        // What the schema is like is said to everyone who may ask anything.
        boolean ofSchema = parameters.getEnvironment().getFieldDefinition().getName().startsWith("__");
        return ofSchema || caller.mayAnything() ? fetcher : environment -> {
            require(caller, environment);
            return fetcher.get(environment);
        };
    }

    private static void require(Caller caller, DataFetchingEnvironment asked) {
        String name = ((GraphQLObjectType) GraphQLTypeUtil.unwrapAll(asked.getParentType())).getName();
        boolean subscribes = name.equals("Subscription");
        // Whoever has begun to follow something was let through to it then.
        if (subscribes && asked.getGraphQlContext().<Reading>get(Reading.NAME).happenedTo() != null) {
            return;
        }
        caller.requireField("%s.%s".formatted(name, asked.getFieldDefinition().getName()), id(asked),
                subscribes || name.equals("Query"));
    }

    /** Named by the field, or that of what it belongs to. */
    private static String id(DataFetchingEnvironment asked) {
        for (String name : new String[] {ID, CONSUMER}) {
            if (asked.getArgument(name) instanceof String id) {
                return id;
            }
        }
        return asked.getSource() instanceof Map<?, ?> source && source.get(ID) instanceof String id ? id : null;
    }
}
