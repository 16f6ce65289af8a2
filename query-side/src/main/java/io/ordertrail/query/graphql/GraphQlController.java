package io.ordertrail.query.graphql;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.security.Caller;
import io.ordertrail.platform.web.ApiJson;
import io.ordertrail.query.Repeatable;
import io.ordertrail.query.live.LiveGateway;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * GraphQL over HTTP, with the manners of every other address. An operation reads and changes nothing, so it waits for views as a GET does; a
 * subscription becomes a live stream like any other, and counts as one.
 */
@RestController
@Hidden
class GraphQlController {

    private static final String ASKED = Asked.class.getName();
    private static final String OUTCOME = Outcome.class.getName();

    private final Operations operations;
    private final LiveGateway live;
    private final JsonMapper json;
    private final ApiJson bodies;

    GraphQlController(Operations operations, LiveGateway live, JsonMapper json) {
        this.operations = operations;
        this.live = live;
        this.json = json;
        this.bodies = new ApiJson(json);
    }

    @PostMapping(path = "/graphql", consumes = MediaType.APPLICATION_JSON_VALUE, produces = {Form.GRAPHQL, MediaType.APPLICATION_JSON_VALUE,
            MediaType.TEXT_EVENT_STREAM_VALUE})
    ResponseEntity<Object> answer(List<ConsistencyToken> tokens,
            @RequestHeader(name = "Last-Event-ID", required = false) String lastEventId, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        Asked asked = asked(request);
        Outcome outcome = operations.carryOut(asked, Caller.of(request), tokens);
        if (outcome.topic() != null) {
            if (!Form.isStreamTaken(request)) {
                throw Refusal.of(Code.NOT_ACCEPTABLE, "A subscription is answered as text/event-stream only");
            }
            live.open(outcome.topic(), new SubscriptionContent(asked, Caller.of(request), operations, json), lastEventId, request,
                    response);
            return null;
        }
        if (outcome.failure() != null) {
            Repeatable.mark(request);
            request.setAttribute(OUTCOME, outcome);
            throw outcome.failure();
        }
        return answer(outcome.answer(), request);
    }

    /** Read once: a request that waits is handled again when there is nothing more to be read of it. */
    private Asked asked(HttpServletRequest request) throws IOException {
        Asked asked = (Asked) request.getAttribute(ASKED);
        if (asked == null) {
            asked = (Asked) bodies.read(Asked.class, new ServletServerHttpRequest(request));
            request.setAttribute(ASKED, asked);
        }
        if (asked == null || asked.query() == null || asked.query().isBlank()) {
            throw Refusal.ofField(Code.INVALID, "/query", "is required");
        }
        return asked;
    }

    /** What could be answered, if that is all there is to be had; else the refusal as GraphQL's clients read it. */
    @ExceptionHandler
    ResponseEntity<Object> refused(Refusal refusal, HttpServletRequest request) {
        if (request.getAttribute(OUTCOME) instanceof Outcome outcome && outcome.failure().code() == refusal.code()) {
            return answer(outcome.answer(), request);
        }
        return ResponseEntity.status(refusal.code().status()).headers(headers(refusal.isFailure()))
                .contentType(Form.json(request)).body(Outcome.refused(refusal));
    }

    private ResponseEntity<Object> answer(Map<String, Object> answer, HttpServletRequest request) {
        boolean mayPass = Errors.mayPass(answer);
        HttpHeaders headers = headers(mayPass);
        // Who would have had a stream comes back for it; a stream that has ended well is not come back for.
        if (Form.isStreamWanted(request) && (Form.isOfUse(answer) || !mayPass)) {
            return ResponseEntity.ok().headers(headers).contentType(MediaType.TEXT_EVENT_STREAM)
                    .body("event: next\ndata: %s\n\nevent: complete\ndata:\n\n".formatted(json.writeValueAsString(answer)));
        }
        MediaType form = Form.json(request);
        return ResponseEntity.status(Form.status(answer, form)).headers(headers).contentType(form).body(answer);
    }

    private static HttpHeaders headers(boolean mayPass) {
        HttpHeaders headers = new HttpHeaders();
        if (mayPass) {
            headers.set(HttpHeaders.RETRY_AFTER, "1");
        }
        return headers;
    }
}
