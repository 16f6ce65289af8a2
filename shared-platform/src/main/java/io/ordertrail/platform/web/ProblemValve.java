package io.ordertrail.platform.web;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.json.JsonMapper;

/** Words the errors that Tomcat finds before any servlet sees the request: broken request lines, illegal characters, headers too long. */
public class ProblemValve extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemValve.class);

    /** Tomcat makes the valve by its class name, so there is nobody to hand it the application's mapper. */
    private static final JsonMapper JSON = new JsonMapper();

    static String detailOf(int status) {
        return status >= 500 ? "Something went wrong here; it is not the request's fault" : "The server cannot make sense of this request";
    }

    @Override
    protected void report(Request request, Response response, Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        if (failure != null && status >= 500) {
            LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
        }
        try {
            response.setContentType(Problem.MEDIA_TYPE);
            response.setHeader(HttpHeaders.CACHE_CONTROL, Caching.NEVER);
            SecurityHeaders.set(response);
            byte[] body = JSON.writeValueAsBytes(Problem.of(status, detailOf(status)));
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            LOG.debug("Nobody is there to read the answer", e);
        }
    }
}
