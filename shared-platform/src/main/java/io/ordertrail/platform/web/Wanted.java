package io.ordertrail.platform.web;

import io.ordertrail.events.InvalidValueException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.convert.ConversionFailedException;

/** What a value must be, in the client's words: Jackson's and Spring's own messages speak of our classes. */
final class Wanted {

    static final String INSTANT = "must be an instant with zone, such as 2026-11-21T18:00:00Z";

    private static final String DATE = "must be a date, such as 2026-11-21";
    private static final Set<Class<?>> WHOLE = Set.of(int.class, long.class, Integer.class, Long.class, Short.class);

    private Wanted() {
    }

    /** Where everything is text: in queries and headers. */
    static String asText(Throwable mismatch) {
        Class<?> wanted = Object.class;
        for (Throwable cause : Stream.iterate(mismatch, each -> each != null, Throwable::getCause).limit(Outage.DEEPEST_CAUSE).toList()) {
            switch (cause) {
                case InvalidValueException told -> {
                    return told.getMessage();
                }
                case ConversionFailedException failed -> wanted = failed.getTargetType().getObjectType();
                case TypeMismatchException failed when failed.getRequiredType() != null -> wanted = failed.getRequiredType();
                default -> {
                    // Says nothing of a type.
                }
            }
        }
        return asText(wanted);
    }

    private static String asText(Class<?> type) {
        if (type.isEnum() || type == Instant.class || type == LocalDate.class) {
            return inWords(type);
        }
        if (WHOLE.contains(type)) {
            return "must be a whole number within its bounds, such as 20";
        }
        if (type == BigDecimal.class || type == Double.class) {
            return "must be a number, such as 47.8";
        }
        return type == Boolean.class ? "must be true or false" : "is not a valid value";
    }

    /**
     * In a body.
     *
     * @param ofItsKind whether the kind of value is right, and only how it is written is not
     */
    static String asJson(Class<?> type, boolean ofItsKind) {
        if (type.isEnum() || type == Instant.class || type == LocalDate.class) {
            return inWords(type);
        }
        return "must be %s%s".formatted(nameOf(type), ofItsKind ? " in its usual form" : "");
    }

    private static String inWords(Class<?> type) {
        if (type.isEnum()) {
            return "must be one of " + Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
        }
        return type == Instant.class ? INSTANT : DATE;
    }

    private static String nameOf(Class<?> type) {
        if (WHOLE.contains(type)) {
            return "a whole number within its bounds, without quotes or decimals";
        }
        if (type.isPrimitive() && type != boolean.class || Number.class.isAssignableFrom(type)) {
            return "a number, without quotes";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false, without quotes";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "a string";
        }
        if (type.isArray() || Iterable.class.isAssignableFrom(type)) {
            return "an array";
        }
        return "an object or value of another type";
    }
}
