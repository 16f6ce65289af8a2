package io.ordertrail.platform.security;

/** With whose things somebody may do something. */
enum Whose {
    NONE, OWN,
    /** One's own, but what is paid is left out. */
    OWN_WITHOUT_PAYMENT,
    ANY
}
