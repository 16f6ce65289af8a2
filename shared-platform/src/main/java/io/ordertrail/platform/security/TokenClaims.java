package io.ordertrail.platform.security;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** What a token says of its caller: {@code sub}, who it is, {@code role}, and in {@code id} one id or several. */
final class TokenClaims {

    private TokenClaims() {
    }

    /** What is known of who has been authenticated: by a token that came with the request, or by the one that their log-in has brought. */
    static Optional<ClaimAccessor> of(Authentication known) {
        return switch (known) {
            case JwtAuthenticationToken token -> Optional.of(token.getToken());
            case OAuth2AuthenticationToken login when login.getPrincipal() instanceof OidcUser user -> Optional.of(user.getIdToken());
            case null, default -> Optional.empty();
        };
    }

    /** From when on that is no longer known. */
    static Optional<Instant> end(Authentication known) {
        return of(known).map(token -> token.getClaimAsInstant(JwtClaimNames.EXP));
    }

    static Caller caller(ClaimAccessor token, Owners owners) {
        return new Caller(text(token.getClaims().get("sub")), Role.of(text(token.getClaims().get("role"))).orElse(null),
                ids(token.getClaims().get("id")), owners);
    }

    /** For what of the machinery asks by roles: who may see a health's details. */
    static Collection<GrantedAuthority> authorities(Jwt token) {
        return Role.of(text(token.getClaim("role"))).map(role -> List.<GrantedAuthority>of(new SimpleGrantedAuthority(role.claim())))
                .orElse(List.of());
    }

    private static String text(Object claim) {
        return claim instanceof String text ? text : "";
    }

    private static Set<String> ids(Object claim) {
        return switch (claim) {
            case String id -> Set.of(id);
            case Collection<?> several -> several.stream().filter(String.class::isInstance).map(String.class::cast)
                    .collect(Collectors.toUnmodifiableSet());
            case null, default -> Set.of();
        };
    }
}
