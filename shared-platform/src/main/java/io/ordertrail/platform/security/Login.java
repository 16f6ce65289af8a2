package io.ordertrail.platform.security;

import io.ordertrail.platform.web.RefusalWriter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.util.function.SingletonSupplier;

/**
 * Sends people who come to the dashboard to the issuer, to log in by OpenID Connect. They are then known by a cookie, there and nowhere else: a
 * request to the API brings a token or is refused. What they may do is decided with all the rest, by what their ID token claims.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(Login.Wanted.class)
class Login {

    private static final String CLIENT = "ordertrail";
    private static final String START = "/oauth2/authorization/" + CLIENT;

    static class Wanted implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            Security security = Security.of(context.getEnvironment());
            return security.isOn() && !security.clientId().isEmpty();
        }
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain loginChain(HttpSecurity http, ClientRegistrationRepository clients, JwtDecoder decoder, RefusalWriter refusals)
            throws Exception {
        return http.securityMatcher("/dashboard", "/dashboard/**", "/oauth2/**", "/login/**")
                // The guard sees to others' pages.
                .csrf(AbstractHttpConfigurer::disable).headers(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .oauth2Login(login -> login.clientRegistrationRepository(clients).loginPage(START)
                        .authorizedClientRepository(new HttpSessionOAuth2AuthorizedClientRepository()))
                .oauth2ResourceServer(Tokens.bearers(decoder, refusals))
                .exceptionHandling(unknown -> unknown.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint(START)))
                .build();
    }

    /** The issuer is asked where people log in when somebody wants to, and may be away until then. */
    @Bean
    ClientRegistrationRepository loginClients(Security security, @Value("${ordertrail.security.client-secret:}") String secret) {
        SingletonSupplier<ClientRegistration> client = SingletonSupplier.of(() -> ClientRegistrations.fromIssuerLocation(security.issuer())
                .registrationId(CLIENT).clientId(security.clientId()).clientSecret(secret).scope(OidcScopes.OPENID).build());
        return id -> id.equals(CLIENT) ? client.get() : null;
    }
}
