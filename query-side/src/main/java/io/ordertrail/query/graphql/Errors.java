package io.ordertrail.query.graphql;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.AbortExecutionException;
import graphql.introspection.IntrospectionDisabledError;
import graphql.schema.DataFetchingEnvironment;
import io.ordertrail.events.InvalidValueException;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.graphql.execution.DataFetcherExceptionResolverAdapter;
import org.springframework.graphql.execution.SubscriptionExceptionResolver;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Words what goes wrong: each error has in its {@code extensions} the {@code code} that the REST API would answer with, the argument to blame as
 * {@code field} where there is one, and with what may pass {@code retryAfter} in seconds.
 */
@Component
class Errors extends DataFetcherExceptionResolverAdapter implements SubscriptionExceptionResolver {

    static final String CODE = "code";
    private static final String FIELD = "field";
    private static final String RETRY_AFTER = "retryAfter";
    private static final String INTERNAL_ERROR = "INTERNAL_ERROR";

    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

    /** Pages go by other names here. */
    private static final Map<String, String> ARGUMENTS = Map.of("cursor", "after", "limit", "first");

    /** How GraphQL's own checks name what they find. */
    private static final Pattern BLAMED = Pattern.compile("(?:argument|[Vv]ariable) '(\\w+)");

    @Override
    protected GraphQLError resolveToSingleError(Throwable failure, DataFetchingEnvironment environment) {
        return error(GraphqlErrorBuilder.newError(environment), failure, environment.getExecutionStepInfo().getPath().toString());
    }

    /** What a subscription ends with. */
    @Override
    public Mono<List<GraphQLError>> resolveException(Throwable failure) {
        return Mono.just(List.of(error(GraphqlErrorBuilder.newError(), failure, "subscription")));
    }

    private static GraphQLError error(GraphqlErrorBuilder<?> error, Throwable failure, String field) {
        return switch (failure) {
            case Refusal refusal -> error.message("%s", refusal.reason().detail()).extensions(extensions(refusal)).build();
            case InvalidValueException invalid -> error.message("%s", invalid.getMessage())
                    .extensions(extensions(Refusal.ofField(Code.INVALID, invalid.field(), invalid.getMessage()))).build();
            default -> {
                LOG.error("The field {} of a GraphQL operation failed", field, failure);
                yield error.message("Something went wrong here; it is not the request's fault").extensions(Map.of(CODE, INTERNAL_ERROR))
                        .build();
            }
        };
    }

    private static Map<String, Object> extensions(Refusal refusal) {
        Map<String, Object> extensions = new LinkedHashMap<>();
        extensions.put(CODE, refusal.code().shown());
        String field = refusal.reason().field();
        if (field != null && !field.isEmpty()) {
            extensions.put(FIELD, ARGUMENTS.getOrDefault(field, field));
        }
        if (refusal.isFailure()) {
            extensions.put(RETRY_AFTER, 1);
        }
        return extensions;
    }

    /** A whole request that was refused. */
    static Map<String, Object> shown(Refusal refusal) {
        return Map.of("message", refusal.reason().detail(), "extensions", extensions(refusal));
    }

    /** As it is sent: what a field's fetching has said, or what GraphQL itself has found. */
    static Map<String, Object> shown(GraphQLError error) {
        Map<String, Object> shown = new LinkedHashMap<>(error.toSpecification());
        Map<String, Object> said = error.getExtensions();
        shown.put("extensions", said != null && said.containsKey(CODE) ? said : found(error));
        return shown;
    }

    private static Map<String, Object> found(GraphQLError error) {
        Code code = switch (error) {
            case AbortExecutionException limit -> Code.TOO_LARGE;
            case IntrospectionDisabledError off -> Code.FORBIDDEN;
            default -> Code.INVALID;
        };
        Matcher blamed = BLAMED.matcher(String.valueOf(error.getMessage()));
        return blamed.find() ? Map.of(CODE, code.name(), FIELD, blamed.group(1)) : Map.of(CODE, code.name());
    }

    /** The HTTP status of the REST API's answer with the first of these errors. */
    static int status(Map<String, Object> answer) {
        Object code = errors(answer).map(extensions -> extensions.get(CODE)).findFirst().orElseThrow();
        return INTERNAL_ERROR.equals(code) ? 500 : Code.valueOf((String) code).status();
    }

    /** Whether the same may be answered better a moment later. */
    static boolean mayPass(Map<String, Object> answer) {
        return errors(answer).anyMatch(extensions -> extensions.containsKey(RETRY_AFTER));
    }

    private static Stream<Map<?, ?>> errors(Map<String, Object> answer) {
        return ((List<?>) answer.getOrDefault("errors", List.of())).stream()
                .map(error -> (Map<?, ?>) ((Map<?, ?>) error).get("extensions"));
    }
}
