package io.ordertrail.platform.security;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.web.RefusalWriter;
import jakarta.servlet.Filter;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.resource.OAuth2ResourceServerConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Looks at the token that a request brings, and at nothing else: a token that is not good is refused, and what one without a token may is decided
 * with all the rest. Spring Security is not there at all where nobody must say who they are.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@Conditional(TokensRequired.class)
class Tokens {

    /** By a pair of keys, of which the issuer alone has one. */
    private static final Set<SignatureAlgorithm> SIGNATURES = Set.of(SignatureAlgorithm.RS256, SignatureAlgorithm.PS256,
            SignatureAlgorithm.ES256);

    @Bean
    JwtDecoder tokenDecoder(Security security) {
        // The issuer is asked when there is a token, and may be away until then.
        return new SupplierJwtDecoder(() -> {
            NimbusJwtDecoder decoder = security.jwkSet().isEmpty()
                    ? NimbusJwtDecoder.withIssuerLocation(security.issuer()).build()
                    : NimbusJwtDecoder.withJwkSetUri(security.jwkSet()).jwsAlgorithms(all -> all.addAll(SIGNATURES)).build();
            decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(validators(security)));
            return decoder;
        });
    }

    private static List<OAuth2TokenValidator<Jwt>> validators(Security security) {
        return List.of(security.issuer().isEmpty() ? JwtValidators.createDefault()
                : JwtValidators.createDefaultWithIssuer(security.issuer()),
                // Keys and limits are a caller's own: one whom no name tells from others would share theirs.
                new JwtClaimValidator<String>(JwtClaimNames.SUB, subject -> subject != null && !subject.isBlank()),
                // One without an end would be good for ever.
                new JwtClaimValidator<Object>(JwtClaimNames.EXP, end -> end != null),
                new JwtClaimValidator<List<String>>(JwtClaimNames.AUD, all -> all != null && all.contains(security.audience())));
    }

    /** For all that {@link Login} does not see to. */
    @Bean
    @Order
    SecurityFilterChain tokenChain(HttpSecurity http, JwtDecoder decoder, RefusalWriter refusals, RequestRate rate) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable).headers(AbstractHttpConfigurer::disable).logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .oauth2ResourceServer(bearers(decoder, refusals, rate)).build();
    }

    static Customizer<OAuth2ResourceServerConfigurer<HttpSecurity>> bearers(JwtDecoder decoder, RefusalWriter refusals, RequestRate rate) {
        AuthenticationEntryPoint refused = refused(refusals, rate);
        return server -> server.authenticationEntryPoint(refused).withObjectPostProcessor(failingAs(refused))
                .jwt(jwt -> jwt.decoder(decoder).jwtAuthenticationConverter(
                        token -> new JwtAuthenticationToken(token, TokenClaims.authorities(token))));
    }

    /** Otherwise a failure that is none of the token's would be thrown at nobody. */
    private static ObjectPostProcessor<BearerTokenAuthenticationFilter> failingAs(AuthenticationEntryPoint refused) {
        return new ObjectPostProcessor<>() {

            @Override
            public <F extends BearerTokenAuthenticationFilter> F postProcess(F filter) {
                filter.setAuthenticationFailureHandler(refused::commence);
                return filter;
            }
        };
    }

    /** Why a token is not good is said in the header; whoever tries many is counted by where they come from. */
    private static AuthenticationEntryPoint refused(RefusalWriter refusals, RequestRate rate) {
        BearerTokenAuthenticationEntryPoint header = new BearerTokenAuthenticationEntryPoint();
        return (request, response, failure) -> {
            if (!rate.isLeft(request, response)) {
                return;
            }
            if (failure instanceof AuthenticationServiceException) {
                refusals.write(Refusal.of(Code.UNAVAILABLE, "The issuer of tokens cannot be asked now"), response);
            } else {
                header.commence(request, response, failure);
                refusals.write(Refusal.of(Code.UNAUTHENTICATED, "The token is not good here"), response);
            }
        };
    }

    @Bean
    FilterRegistrationBean<Filter> tokenFilter(@Qualifier("springSecurityFilterChain") Filter chain) {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(chain);
        registration.setOrder(RequestRate.ORDER - 1);
        return registration;
    }
}
