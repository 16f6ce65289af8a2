package io.ordertrail.query;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Enumeration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/** A client may say how long it waits for the events its tokens name: {@code Prefer: wait=5}, in seconds (RFC 7240), 30 at most. */
@Component
class Patience implements OperationCustomizer {

    private static final String PREFER = "Prefer";
    private static final Pattern WAIT =
            Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*\"?(\\d{1,9})\"?(?=$|[,;\\s])", Pattern.CASE_INSENSITIVE);
    private static final Duration MOST = Duration.ofSeconds(30);

    /** A preference that is not understood is none. */
    static Duration of(HttpServletRequest request) {
        for (Enumeration<String> lines = request.getHeaders(PREFER); lines.hasMoreElements();) {
            Matcher wait = WAIT.matcher(lines.nextElement());
            if (wait.find()) {
                Duration wanted = Duration.ofSeconds(Long.parseLong(wait.group(1)));
                return wanted.compareTo(MOST) < 0 ? wanted : MOST;
            }
        }
        return Duration.ZERO;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        boolean takesTokens = operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> ConsistencyToken.HEADER.equals(parameter.getName()));
        return !takesTokens ? operation : operation.addParametersItem(new HeaderParameter().name(PREFER)
                .description("How many seconds to wait, 30 at most, before it is said that a token's events are not there yet: `wait=5`")
                .required(false).schema(new StringSchema().example("wait=5")));
    }
}
