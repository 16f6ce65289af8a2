package io.ordertrail.platform.security;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says aloud at start that nobody is asked who they are. */
class Openness {

    private static final Logger LOG = LoggerFactory.getLogger(Openness.class);

    private final Security security;

    Openness(Security security) {
        this.security = security;
    }

    /** Before the line that says ready, which is the last. */
    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE - 1)
    void on(ApplicationReadyEvent event) {
        if (!security.isOn()) {
            LOG.warn("OPEN: nobody is asked who they are, and whoever reaches this may do everything."
                    + " ORDERTRAIL_SECURITY_ISSUER or ORDERTRAIL_SECURITY_JWK_SET closes it.");
        }
    }
}
