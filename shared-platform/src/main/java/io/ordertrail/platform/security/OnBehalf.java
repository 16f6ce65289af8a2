package io.ordertrail.platform.security;

/** A body that says for which consumer something is done. */
public interface OnBehalf {

    /** As the client has written it; null if it has not. */
    String consumerId();
}
