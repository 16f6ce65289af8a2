package io.ordertrail.platform.refusal;

import java.io.Serializable;

/**
 * A command or query that is answered with no. It says why in the API's own terms, so that nothing between the aggregate and the client has
 * to translate it.
 */
public class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /**
     * What is said to the client; plain data, so that it can travel between nodes.
     *
     * @param field JSON pointer or parameter name of what is wrong, may be null
     * @param currentStatus the state that forbids it, with {@link Code#INVALID_STATE} only
     * @param view the view that has not come so far, with {@link Code#VIEW_BEHIND} only: for whoever waits for it, not for the client
     */
    public record Reason(Code code, String detail, String field, String currentStatus, String view) implements Serializable {

        public Reason(Code code, String detail, String field, String currentStatus) {
            this(code, detail, field, currentStatus, null);
        }
    }

    public Refusal(Reason reason) {
        super("%s: %s".formatted(reason.code(), reason.detail()));
        this.reason = reason;
    }

    public static Refusal of(Code code, String detail) {
        return new Refusal(new Reason(code, detail, null, null));
    }

    public static Refusal ofField(Code code, String field, String detail) {
        return new Refusal(new Reason(code, detail, field, null));
    }

    /** @param currentStatus the state of what blocks: the aggregate itself, or the ticket or payment behind it */
    public static Refusal invalidState(Enum<?> currentStatus, String detail) {
        return new Refusal(new Reason(Code.INVALID_STATE, detail, null, currentStatus.name()));
    }

    /** A view has not seen yet what a consistency token names. */
    public static Refusal viewBehind(String view) {
        return new Refusal(new Reason(Code.VIEW_BEHIND, "The view %s has not seen that yet".formatted(view), null, null, view));
    }

    public static Refusal notFound(String what, String id) {
        return of(Code.NOT_FOUND, "There is no %s %s".formatted(what, id));
    }

    public Reason reason() {
        return reason;
    }

    public Code code() {
        return reason.code();
    }

    /** Whether nobody could answer, rather than somebody say no: it may have been done or not, and can be asked again. */
    public boolean isFailure() {
        return code().isFailure();
    }

    /** Expected answers are many and need no stack trace. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
