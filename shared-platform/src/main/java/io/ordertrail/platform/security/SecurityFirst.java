package io.ordertrail.platform.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/**
 * Starts nothing open that should not be, before anything is waited for: a side by itself, where {@code ordertrail.security.required} says so as its
 * main method does, and what would be reached from elsewhere without having been meant to.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class SecurityFirst implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** Which server is away, and where it would be, is for those who could do something about it. */
    private static final Map<String, Object> WITH_TOKENS = Map.of("management.endpoint.health.show-details", "when-authorized",
            "management.endpoint.health.roles", "%s,%s".formatted(Role.OPERATOR.claim(), Role.AUDITOR.claim()));

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Environment environment = context.getEnvironment();
        requireOneMind(environment);
        if (Security.of(environment).isOn()) {
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("securityFirst", WITH_TOKENS));
        } else {
            requireLeave(environment);
            requireLoopback(environment);
        }
        requireMasterKey(environment);
    }

    private static void requireOneMind(Environment environment) {
        String mode = Security.mode(environment);
        if (Security.isIssuerNamed(environment) && Security.isOffInSoManyWords(environment)) {
            throw new UnsafeStart("An issuer of tokens is named, and yet ORDERTRAIL_SECURITY_MODE=none.", "Leave out one of them.");
        }
        Security security = Security.of(environment);
        if (!security.clientId().isEmpty() && security.issuer().isEmpty()) {
            throw new UnsafeStart("ORDERTRAIL_SECURITY_CLIENT_ID is set, but no issuer at which people could log in.",
                    "Set ORDERTRAIL_SECURITY_ISSUER.");
        }
        if (!mode.isEmpty() && !mode.equals("none")) {
            throw new UnsafeStart("ORDERTRAIL_SECURITY_MODE=%s is not known.".formatted(mode), "It is none, or not set.");
        }
    }

    private static void requireMasterKey(Environment environment) {
        if (environment.getProperty("ordertrail.security.required", Boolean.class, false)
                && environment.getProperty("ordertrail.master-key", "").isBlank()) {
            throw new UnsafeStart("No master key is set, so personal data would be stored as it is, and nobody could be forgotten.",
                    "Set ORDERTRAIL_MASTER_KEY, on all nodes alike, to 1:$(openssl rand -base64 32); or to none.");
        }
    }

    private static void requireLeave(Environment environment) {
        if (environment.getProperty("ordertrail.security.required", Boolean.class, false)
                && !Security.isOffInSoManyWords(environment)) {
            throw new UnsafeStart("No issuer of tokens is named, so nobody would be asked who they are.",
                    "Set ORDERTRAIL_SECURITY_ISSUER or ORDERTRAIL_SECURITY_JWK_SET; or ORDERTRAIL_SECURITY_MODE=none to let everybody in.");
        }
    }

    private static void requireLoopback(Environment environment) {
        String address = environment.getProperty("server.address", "");
        if (environment.getProperty("ordertrail.security.open-on-loopback-only", Boolean.class, false) && !isLoopback(address)) {
            throw new UnsafeStart("Nobody would be asked who they are, and %s can be reached from elsewhere."
                    .formatted(address.isEmpty() ? "every address of this machine" : address),
                    "Set ORDERTRAIL_SECURITY_ISSUER or ORDERTRAIL_SECURITY_JWK_SET, or leave SERVER_ADDRESS at 127.0.0.1.");
        }
    }

    private static boolean isLoopback(String address) {
        try {
            return !address.isEmpty() && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** One clear line at start instead of a stack trace. */
    static class UnsafeStart extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String action;

        UnsafeStart(String message, String action) {
            super(message);
            this.action = action;
        }

        static class Analyzer extends AbstractFailureAnalyzer<UnsafeStart> {

            @Override
            protected FailureAnalysis analyze(Throwable rootFailure, UnsafeStart cause) {
                return new FailureAnalysis(cause.getMessage(), cause.action, cause);
            }
        }
    }
}
