package io.ordertrail.platform.security;

import io.ordertrail.platform.web.RefusalWriter;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.authorization.AuthenticatedAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManagers;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
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
    SecurityFilterChain loginChain(HttpSecurity http, ClientRegistrationRepository clients, JwtDecoder decoder, RefusalWriter refusals,
            RequestRate rate, Clock clock) throws Exception {
        LoginUrlAuthenticationEntryPoint logIn = new LoginUrlAuthenticationEntryPoint(START);
        HttpSessionRequestCache wanted = new HttpSessionRequestCache();
        // Otherwise each address would come back with a parameter more.
        wanted.setMatchingRequestParameterName(null);
        return http.securityMatcher("/dashboard", "/dashboard/**", "/oauth2/**", "/login/**")
                // The guard sees to others' pages.
                .csrf(AbstractHttpConfigurer::disable).headers(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.anyRequest().access(AuthorizationManagers.allOf(
                        AuthenticatedAuthorizationManager.authenticated(),
                        (caller, asked) -> new AuthorizationDecision(!hasEnded(caller.get(), clock)))))
                .oauth2Login(login -> login.clientRegistrationRepository(clients).loginPage(START)
                        .authorizedClientRepository(new HttpSessionOAuth2AuthorizedClientRepository()))
                .oauth2ResourceServer(Tokens.bearers(decoder, refusals, rate))
                .requestCache(cache -> cache.requestCache(wanted))
                // A log-in is good as long as the token that it brought; then the issuer is asked again, mostly unnoticed.
                .exceptionHandling(unknown -> unknown.authenticationEntryPoint(logIn).accessDeniedHandler((request, response, ended) -> {
                    wanted.saveRequest(request, response);
                    logIn.commence(request, response, new InsufficientAuthenticationException("The log-in has ended", ended));
                }))
                .build();
    }

    private static boolean hasEnded(Authentication known, Clock clock) {
        return known instanceof OAuth2AuthenticationToken && TokenClaims.end(known).filter(clock.instant()::isBefore).isEmpty();
    }

    /** The issuer is asked where people log in when somebody wants to, and may be away until then. */
    @Bean
    ClientRegistrationRepository loginClients(Security security, @Value("${ordertrail.security.client-secret:}") String secret) {
        SingletonSupplier<ClientRegistration> client = SingletonSupplier.of(() -> ClientRegistrations.fromIssuerLocation(security.issuer())
                .registrationId(CLIENT).clientId(security.clientId()).clientSecret(secret)
                // Without one, who began the log-in is told by PKCE alone.
                .clientAuthenticationMethod(
                        secret.isEmpty() ? ClientAuthenticationMethod.NONE : ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .scope(OidcScopes.OPENID).build());
        return id -> id.equals(CLIENT) ? client.get() : null;
    }
}
