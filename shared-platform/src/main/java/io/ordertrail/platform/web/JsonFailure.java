package io.ordertrail.platform.web;

import io.ordertrail.events.InvalidValueException;
import io.ordertrail.platform.refusal.Code;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Tells broken JSON from good JSON with a wrong value, and names the value by its JSON pointer. */
final class JsonFailure {

    private JsonFailure() {
    }

    static Problem of(JacksonException failure) {
        if (isDuplicate(failure)) {
            return Problem.ofField(Code.INVALID, positionOf((JsonParser) failure.processor()), "is given twice; which of them is meant?");
        }
        if (isMalformed(failure)) {
            TokenStreamLocation at = failure.getLocation();
            return Problem.of(Code.MALFORMED_JSON, at == null || at.getLineNr() < 0
                    ? "The body is not JSON"
                    : "The body is not JSON; see line %d, column %d".formatted(at.getLineNr(), at.getColumnNr()));
        }
        String pointer = pointerTo(failure);
        if (causeOf(failure) instanceof InvalidValueException invalid) {
            return Problem.ofField(Code.INVALID, invalid.field().isEmpty() ? pointer : pointer + "/" + invalid.field(),
                    invalid.getMessage());
        }
        return Problem.ofField(Code.INVALID, pointer, messageOf(failure));
    }

    private static boolean isMalformed(JacksonException failure) {
        if (failure instanceof StreamConstraintsException) {
            // Too long a number or text is a wrong value; too deep a nesting is nobody's value.
            return failure.getOriginalMessage().contains("nesting");
        }
        boolean wrongToken = failure instanceof StreamReadException && !(failure instanceof InputCoercionException);
        boolean moreAfterTheEnd = failure instanceof MismatchedInputException && failure.getOriginalMessage().startsWith("Trailing token");
        return wrongToken || moreAfterTheEnd;
    }

    /** Found while reading, be it in a part that nobody asks for; its message is all that tells it from broken JSON. */
    private static boolean isDuplicate(JacksonException failure) {
        return failure instanceof StreamReadException && failure.processor() instanceof JsonParser
                && failure.getOriginalMessage().startsWith("Duplicate Object property");
    }

    private static String pointerTo(JacksonException failure) {
        if (failure.getPath().isEmpty() && failure.processor() instanceof JsonParser parser) {
            return positionOf(parser);
        }
        if (failure instanceof StreamConstraintsException) {
            return null;
        }
        return failure.getPath().stream().map(JsonFailure::step).collect(Collectors.joining());
    }

    private static String positionOf(JsonParser parser) {
        return parser.streamReadContext().pathAsPointer().toString();
    }

    private static String step(Reference reference) {
        return "/" + (reference.getPropertyName() == null
                ? reference.getIndex()
                : reference.getPropertyName().replace("~", "~0").replace("/", "~1"));
    }

    private static Throwable causeOf(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof InvalidValueException)) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** In the client's words: Jackson's own messages speak of our classes. */
    private static String messageOf(JacksonException failure) {
        Class<?> target = switch (failure) {
            case InputCoercionException coercion -> coercion.getTargetType();
            case MismatchedInputException mismatch -> mismatch.getTargetType();
            default -> null;
        };
        if (target == null) {
            return "is not a valid value";
        }
        return Wanted.asJson(target, failure instanceof InvalidFormatException);
    }
}
