package io.ordertrail.query.graphql;

import graphql.ExecutionResult;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.query.live.Topic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.reactivestreams.Publisher;
import org.springframework.graphql.ExecutionGraphQlResponse;
import org.springframework.graphql.execution.SubscriptionPublisherException;
import reactor.core.publisher.Mono;

/**
 * What has come of an operation.
 *
 * @param answer as it is sent
 * @param topic what a subscription wants to follow, null if it is none
 * @param failure why it could not be answered as a whole just now, null if it could
 */
record Outcome(Map<String, Object> answer, Topic topic, Refusal failure) {

    static Outcome of(ExecutionGraphQlResponse response, Reading reading) {
        ExecutionResult result = response.getExecutionResult();
        if (!(result.getData() instanceof Publisher<?> told)) {
            return new Outcome(answer(result), null, reading.failure());
        }
        if (reading.topic() != null) {
            return new Outcome(null, reading.topic(), null);
        }
        return new Outcome(told(told), null, reading.failure());
    }

    private static Map<String, Object> told(Publisher<?> told) {
        try {
            return answer((ExecutionResult) Mono.from(told).block());
        } catch (SubscriptionPublisherException refused) {
            return answer(ExecutionResult.newExecutionResult().errors(refused.getErrors()).data(null).build());
        }
    }

    private static Map<String, Object> answer(ExecutionResult result) {
        Map<String, Object> answer = new LinkedHashMap<>();
        if (!result.getErrors().isEmpty()) {
            answer.put("errors", result.getErrors().stream().map(Errors::shown).toList());
        }
        if (result.isDataPresent()) {
            answer.put("data", result.getData());
        }
        return answer;
    }

    /** A request that was refused before GraphQL had it. */
    static Map<String, Object> refused(Refusal refusal) {
        return Map.of("errors", List.of(Errors.shown(refusal)));
    }
}
