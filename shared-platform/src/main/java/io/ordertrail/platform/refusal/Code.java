package io.ordertrail.platform.refusal;

/** The API's error codes, each with the HTTP status it is answered with. */
public enum Code {
    MALFORMED_JSON(400),
    INVALID(400),
    READY_BY_IN_PAST(400),
    BAD_CURSOR(400),
    BAD_TOKEN(400),
    UNAUTHENTICATED(401),
    FORBIDDEN(403),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    NOT_ACCEPTABLE(406),
    /** {@code INVALID}: a body that did not come. */
    LATE_BODY(408),
    INVALID_STATE(409),
    STALE_VERSION(409),
    /** {@code STALE_VERSION} by {@code If-Match}: the same code under another status. */
    PRECONDITION_FAILED(412),
    IN_PROGRESS(409),
    TOO_LARGE(413),
    UNSUPPORTED_MEDIA_TYPE(415),
    UNKNOWN_RESTAURANT(422),
    RESTAURANT_CLOSED(422),
    OUT_OF_DELIVERY_AREA(422),
    UNKNOWN_MENU_ITEM(422),
    ORDER_MINIMUM_NOT_MET(422),
    CURRENCY_MISMATCH(422),
    IDEMPOTENCY_KEY_REUSED(422),
    TOO_MANY_REQUESTS(429),
    VIEW_BEHIND(503),
    VIEW_AHEAD(503),
    OVERLOADED(503),
    /** One document of a view stands still with nothing to show; it is read again once somebody has healed it. */
    UNREADABLE(503),
    UNAVAILABLE(503),
    /** {@code UNAVAILABLE} here, for this version does not know an event that a newer one has stored; another node may well answer. */
    UNKNOWN_EVENT(503);

    private static final int FIRST_FAILURE_STATUS = 500;

    private final int status;

    Code(int status) {
        this.status = status;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** Whether nobody could answer, rather than somebody say no. */
    public boolean isFailure() {
        return status >= FIRST_FAILURE_STATUS;
    }

    /** The code as clients read it. */
    public String shown() {
        return switch (this) {
            case PRECONDITION_FAILED -> STALE_VERSION.name();
            case LATE_BODY -> INVALID.name();
            case UNKNOWN_EVENT -> UNAVAILABLE.name();
            default -> name();
        };
    }
}
