package io.ordertrail.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;

/**
 * Spring Authorization Server with the {@link Person people}. With a browser they log in, as the dashboard has them do (client {@code ordertrail}, without
 * a secret, by PKCE); a program takes a token of one by client credentials, where each is a client too.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class IssuerConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(IssuerConfiguration.class);
    private static final String CLIENT = "ordertrail";
    private static final String AUDIENCE = "ordertrail";
    private static final Duration LIFE = Duration.ofHours(1);

    @Bean
    @Order(1)
    SecurityFilterChain protocol(HttpSecurity http) throws Exception {
        return http.oauth2AuthorizationServer(server -> {
            http.securityMatcher(server.getEndpointsMatcher());
            server.oidc(Customizer.withDefaults());
        }).authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .exceptionHandling(unknown -> unknown.defaultAuthenticationEntryPointFor(new LoginUrlAuthenticationEntryPoint("/login"),
                        new MediaTypeRequestMatcher(MediaType.TEXT_HTML)))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain people(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated()).formLogin(Customizer.withDefaults()).build();
    }

    /** All that is answered is answered by the chains, but no filter is asked where no servlet is. */
    @Bean
    HttpServlet nothingElse() {
        return new HttpServlet() {

            private static final long serialVersionUID = 1L;

            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
            }
        };
    }

    @Bean
    UserDetailsService users() {
        return new InMemoryUserDetailsManager(Arrays.stream(Person.values())
                .map(person -> User.withUsername(person.word()).password("{noop}" + person.word()).build()).toList());
    }

    @Bean
    RegisteredClientRepository clients(IssuerSettings settings) {
        LOG.warn("DEMO: {} issues tokens to whoever knows five well-known passwords. It is for trying out only.", settings.address());
        Stream<RegisteredClient> programs = Arrays.stream(Person.values()).map(person -> client(person.word())
                .clientSecret("{noop}" + person.word()).clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS).build());
        Stream<RegisteredClient> dashboard = settings.dashboards().isEmpty() ? Stream.empty() : Stream.of(dashboard(settings));
        return new InMemoryRegisteredClientRepository(Stream.concat(dashboard, programs).toList());
    }

    private static RegisteredClient dashboard(IssuerSettings settings) {
        List<String> ways = settings.dashboards().stream().map(node -> node.resolve("/login/oauth2/code/" + CLIENT).toString()).toList();
        return client(CLIENT).clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE).redirectUris(all -> all.addAll(ways))
                .scope(OidcScopes.OPENID).clientSettings(ClientSettings.builder().requireProofKey(true).build()).build();
    }

    private static RegisteredClient.Builder client(String name) {
        return RegisteredClient.withId(UUID.randomUUID().toString()).clientId(name)
                .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(LIFE).build());
    }

    @Bean
    JWKSource<SecurityContext> keys() throws JOSEException {
        RSAKey key = new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        return new ImmutableJWKSet<>(new JWKSet(key));
    }

    @Bean
    JwtDecoder decoder(JWKSource<SecurityContext> keys) {
        return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
    }

    @Bean
    JwtEncoder encoder(JWKSource<SecurityContext> keys) {
        return new NimbusJwtEncoder(keys);
    }

    @Bean
    AuthorizationServerSettings server(IssuerSettings settings) {
        return AuthorizationServerSettings.builder().issuer(settings.address().toString()).build();
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> claims(IssuerSettings settings, JwtEncoder encoder) {
        People people = new People(settings, () -> operator(settings, encoder));
        return token -> {
            Person person = Person.of(token.getPrincipal().getName()).orElseThrow();
            token.getClaims().claim("role", person.word());
            if (person.hasId()) {
                token.getClaims().claim("id", idOf(person, people));
            }
            if (OAuth2TokenType.ACCESS_TOKEN.equals(token.getTokenType())) {
                token.getClaims().audience(List.of(AUDIENCE));
            }
        };
    }

    private static String idOf(Person person, People people) {
        try {
            return people.idOf(person);
        } catch (IllegalStateException e) {
            LOG.warn("No token for the {}, who is not known to Ordertrail yet: {}", person.word(), e.getMessage());
            throw new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE, e.getMessage(), null), e);
        }
    }

    private static String operator(IssuerSettings settings, JwtEncoder encoder) {
        Instant now = Instant.now();
        return encoder.encode(JwtEncoderParameters.from(JwtClaimsSet.builder().issuer(settings.address().toString()).subject("issuer")
                .audience(List.of(AUDIENCE)).issuedAt(now).expiresAt(now.plusSeconds(60)).claim("role", Person.OPERATOR.word()).build()))
                .getTokenValue();
    }
}
