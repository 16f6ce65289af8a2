package io.ordertrail.platform.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a caller is to Ordertrail, by the {@code role} of their token. */
public enum Role {
    CONSUMER, RESTAURANT, COURIER, OPERATOR, AUDITOR;

    static Optional<Role> of(String claim) {
        return Arrays.stream(values()).filter(role -> role.claim().equals(claim)).findFirst();
    }

    /** As a token says it. */
    public String claim() {
        return name().toLowerCase(Locale.ROOT);
    }
}
