package io.ordertrail.query;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import java.time.Duration;
import java.util.Enumeration;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.method.HandlerMethod;

/** A client may say how long it waits for the events its tokens name: {@code Prefer: wait=5}, in seconds (RFC 7240), 30 at most. */
@Component
public class Waiting implements OperationCustomizer {

    private static final String PREFER = "Prefer";
    private static final Pattern WAIT =
            Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*\"?(\\d{1,9})\"?(?=$|[,;\\s])", Pattern.CASE_INSENSITIVE);
    private static final Duration MOST = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(20);

    /** Asks again and again while the answer is {@code VIEW_BEHIND}, for as long as the request at hand prefers to wait. */
    public static <R> R forView(Supplier<R> query) {
        Duration patience = preferred();
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return query.get();
            } catch (Refusal e) {
                if (e.code() != Code.VIEW_BEHIND || System.nanoTime() >= deadline) {
                    throw e;
                }
            }
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Refusal.of(Code.UNAVAILABLE, "The server is stopping");
            }
        }
    }

    /** A preference that is not understood is none. */
    private static Duration preferred() {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
            for (Enumeration<String> lines = attributes.getRequest().getHeaders(PREFER); lines.hasMoreElements();) {
                Matcher wait = WAIT.matcher(lines.nextElement());
                if (wait.find()) {
                    Duration wanted = Duration.ofSeconds(Long.parseLong(wait.group(1)));
                    return wanted.compareTo(MOST) < 0 ? wanted : MOST;
                }
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
