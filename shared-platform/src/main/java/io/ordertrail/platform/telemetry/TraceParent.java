package io.ordertrail.platform.telemetry;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.axonframework.messaging.Message;

/**
 * The trace that a message was sent in, as W3C's {@code traceparent} in its metadata says it.
 *
 * @param sampled whether anybody will look at it
 */
public record TraceParent(String traceId, boolean sampled) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]([0-9a-f])");

    /** Nothing if the message was sent in no trace. */
    public static Optional<TraceParent> of(Message<?> message) {
        if (message.getMetaData().get("traceparent") instanceof String text) {
            Matcher matcher = FORM.matcher(text);
            if (matcher.matches()) {
                return Optional.of(new TraceParent(matcher.group(1), (Character.digit(matcher.group(2).charAt(0), 16) & 1) == 1));
            }
        }
        return Optional.empty();
    }
}
