package io.ordertrail.command;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.web.ETags;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** How outcomes are answered over HTTP: with the aggregate's version as {@code ETag}, and a token that names the command's events. */
public final class Answers {

    private Answers() {
    }

    /** The answer to a command on something that exists. */
    @Schema(example = """
            {"id":"01KAV9Z5N3Q8T6M2X4R7W0Y1BC","status":"ACCEPTED","version":2}""")
    public record Done(String id, String status, long version) {
    }

    /** 201: something was made; the body is the thing itself. */
    public static <B> ResponseEntity<B> created(String path, Outcome outcome, B body) {
        return with(ResponseEntity.created(URI.create(path + "/" + outcome.id())), outcome).body(body);
    }

    /** 200: it is done. */
    public static ResponseEntity<Done> done(Outcome outcome) {
        return with(ResponseEntity.ok(), outcome).body(new Done(outcome.id(), outcome.status(), outcome.version()));
    }

    /** 202: a process has begun. */
    public static ResponseEntity<Done> begun(Outcome outcome) {
        return with(ResponseEntity.status(HttpStatus.ACCEPTED), outcome)
                .body(new Done(outcome.id(), outcome.status(), outcome.version()));
    }

    private static ResponseEntity.BodyBuilder with(ResponseEntity.BodyBuilder answer, Outcome outcome) {
        return answer.eTag(ETags.of(outcome.version())).header(ConsistencyToken.HEADER, outcome.token().encode());
    }
}
