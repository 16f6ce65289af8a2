package io.ordertrail.platform.security;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** Brings this package to every application and every web test that has the platform on its class path. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@Import({Hosts.class, Guard.class, RequestRate.class, Owners.class, Access.class, Bodies.class, Openness.class, Tokens.class, Login.class})
class PlatformSecurityAutoConfiguration {

    @Bean
    Security security(Environment environment) {
        return Security.of(environment);
    }
}
