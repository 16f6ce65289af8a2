package io.ordertrail.platform.web;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.json.JsonMapper;

/** Answers a request that is refused before any controller is asked, in the words of all other refusals. */
public class RefusalWriter {

    private final JsonMapper json;

    RefusalWriter(JsonMapper json) {
        this.json = json;
    }

    public void write(Refusal refusal, HttpServletResponse response) throws IOException {
        Problem problem = Problem.of(refusal.reason());
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        if (problem.status() == Code.UNAVAILABLE.status()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "1");
        }
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }
}
