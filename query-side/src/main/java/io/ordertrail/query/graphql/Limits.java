package io.ordertrail.query.graphql;

import graphql.analysis.FieldComplexityEnvironment;
import graphql.analysis.MaxQueryComplexityInstrumentation;
import graphql.execution.AbortExecutionException;
import graphql.execution.instrumentation.DocumentAndVariables;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.schema.GraphQLTypeUtil;
import java.util.Collection;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What one operation may ask. Its depth and its number of fields, fragments spelt out, are known before GraphQL so much as validates it: a few
 * fragments within fragments can stand for more fields than could ever be looked at. Its cost is reckoned before it is carried out: each field
 * of the answer counts, so what is below a list counts once for each entry that the list may have, and what asks a view for itself counts more.
 */
@Component
class Limits extends MaxQueryComplexityInstrumentation {

    /** A field that has a query of its own, however small its answer. */
    private static final int ASKING = 50;

    /** So many fields, each just too costly, have a cost that can still be added up. */
    private static final int MOST = 40_000;

    /** Lists that nobody limits: an order's lines, a menu. */
    private static final int SHORT_LIST = 10;

    private final int depth;
    private final int cost;

    Limits(@Value("${ordertrail.graphql.depth}") int depth, @Value("${ordertrail.graphql.cost}") int cost) {
        super(possible(cost), (field, below) -> costOf(field, below, cost));
        this.depth = depth;
        this.cost = cost;
    }

    private static int possible(int cost) {
        if (cost > MOST) {
            throw new IllegalArgumentException("ordertrail.graphql.cost is %d at most".formatted(MOST));
        }
        return cost;
    }

    @Override
    public DocumentAndVariables instrumentDocumentAndVariables(DocumentAndVariables asked, InstrumentationExecutionParameters parameters,
            InstrumentationState state) {
        Extent extent = Extent.of(asked.getDocument());
        if (extent.depth() > depth) {
            throw new AbortExecutionException("Fields may lie within each other %d deep at most".formatted(depth));
        }
        if (extent.fields() > cost) {
            throw mkAbortException(Integer.MAX_VALUE, cost);
        }
        return asked;
    }

    @Override
    protected AbortExecutionException mkAbortException(int total, int most) {
        return new AbortExecutionException("This costs more than %d: ask for fewer fields, or less in each list".formatted(most));
    }

    /** Never much more than what is too much, so that no sum of them overflows. */
    private static int costOf(FieldComplexityEnvironment field, int below, int most) {
        if (field.getField().getName().startsWith("__")) {
            // Bounded by GraphQL itself.
            return 1;
        }
        boolean asks = field.getArguments().containsKey("first") || field.getParentEnvironment() == null;
        return (int) Math.min((asks ? ASKING : 1) + entries(field) * below, most + 1L);
    }

    private static long entries(FieldComplexityEnvironment field) {
        if (field.getArguments().get("first") instanceof Integer first) {
            return Math.max(1, first);
        }
        if (field.getArguments().get("ids") instanceof Collection<?> ids) {
            return ids.size();
        }
        return GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(field.getFieldDefinition().getType()))
                && !field.getField().getName().equals("edges") ? SHORT_LIST : 1;
    }
}
