package io.ordertrail.events;

/** A value that breaks its own rule; {@link #field()} says which part of it. */
public class InvalidValueException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String field;

    public InvalidValueException(String field, String message) {
        super(message);
        this.field = field;
    }

    /** The offending component's name, e.g. {@code amount}. */
    public String field() {
        return field;
    }
}
