package io.ordertrail.platform.security;

/** What an operation is about, as far as somebody owns it: of what kind the id is that it names. */
enum Thing {
    /** Nobody's, or everybody's. */
    NONE,
    /** Also the account, which bears the consumer's id. */
    CONSUMER, RESTAURANT, COURIER,
    /** Also its ticket and its delivery, which bear its id. */
    ORDER,
    /** What the body says whom it is for. */
    BODY
}
