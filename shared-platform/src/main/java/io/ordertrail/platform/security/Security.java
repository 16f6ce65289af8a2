package io.ordertrail.platform.security;

import org.springframework.core.env.Environment;

/**
 * Whether callers must say who they are, and who vouches for them.
 *
 * @param issuer of the tokens, an address; empty if it is not checked who has issued them
 * @param jwkSet where the keys are by which tokens are signed; empty if their issuer tells
 * @param audience that a token must name
 * @param clientId as which the dashboard has people log in at the issuer; empty if they cannot
 */
public record Security(String issuer, String jwkSet, String audience, String clientId, boolean isOn) {

    static Security of(Environment environment) {
        return new Security(text(environment, "ordertrail.security.issuer"), text(environment, "ordertrail.security.jwk-set"),
                environment.getProperty("ordertrail.security.audience", "ordertrail"), text(environment, "ordertrail.security.client-id"),
                isIssuerNamed(environment));
    }

    static boolean isIssuerNamed(Environment environment) {
        return !text(environment, "ordertrail.security.issuer").isEmpty() || !text(environment, "ordertrail.security.jwk-set").isEmpty();
    }

    static boolean isOffInSoManyWords(Environment environment) {
        return mode(environment).equals("none");
    }

    static String mode(Environment environment) {
        return text(environment, "ordertrail.security.mode");
    }

    private static String text(Environment environment, String setting) {
        return environment.getProperty(setting, "").strip();
    }
}
