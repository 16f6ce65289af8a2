package io.ordertrail.query.graphql;

import graphql.introspection.Introspection;
import graphql.parser.ParserOptions;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.security.Caller;
import io.ordertrail.query.Queries;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.support.DefaultExecutionGraphQlRequest;
import org.springframework.stereotype.Component;

/** Carries out operations, each on its caller's thread. */
@Component
class Operations {

    /** A page of documentation's longest example has a tenth. */
    private static final ParserOptions BOUNDS = ParserOptions.getDefaultOperationParserOptions()
            .transform(bounds -> bounds.maxCharacters(100_000).maxTokens(5_000).maxRuleDepth(200).captureLineComments(false));

    private final ExecutionGraphQlService service;
    private final Queries queries;
    private final boolean introspection;

    Operations(ExecutionGraphQlService service, Queries queries,
            @Value("${ordertrail.graphql.introspection}") boolean introspection) {
        this.service = service;
        this.queries = queries;
        this.introspection = introspection;
    }

    /** A query, or what a subscription begins with. */
    Outcome carryOut(Asked asked, Caller caller, List<ConsistencyToken> tokens) {
        return carryOut(asked, caller, new Reading(queries, tokens, null));
    }

    /** What a subscription tells when something has happened to an order: it is read at these events or later. */
    Outcome tell(Asked asked, Caller caller, String orderId, List<ConsistencyToken> seen) {
        return carryOut(asked, caller, new Reading(queries, seen, orderId));
    }

    private Outcome carryOut(Asked asked, Caller caller, Reading reading) {
        DefaultExecutionGraphQlRequest request = new DefaultExecutionGraphQlRequest(asked.query(), asked.operationName(),
                asked.variables(), asked.extensions(), UUID.randomUUID().toString(), Locale.ENGLISH);
        request.configureExecutionInput(
                (input, more) -> more.graphQLContext(Map.of(Reading.NAME, reading, Caller.class, caller, ParserOptions.class, BOUNDS,
                        Introspection.INTROSPECTION_DISABLED, !introspection)).build());
        return Outcome.of(service.execute(request).block(), reading);
    }
}
