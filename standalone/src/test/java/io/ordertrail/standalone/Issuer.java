package io.ordertrail.standalone;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Issues tokens, tells the key to check them by, and lets people log in, whoever they say they are. */
final class Issuer implements AutoCloseable {

    static final String CLIENT = "the-dashboard";

    private final RSAKey key = newKey();
    private final HttpServer server;
    private volatile String role = "operator";
    private volatile Duration life = Duration.ofHours(1);

    Issuer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/keys", asked -> new JWKSet(key.toPublicJWK()).toString());
        answer("/.well-known/openid-configuration",
                asked -> """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token","jwks_uri":"%1$s/keys",
                 "subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256"],"response_types_supported":["code"]}"""
                        .formatted(address()));
        // Whoever comes is let in at once, and sent back with a code that stands for what must be told again.
        server.createContext("/authorize", exchange -> {
            Map<String, String> asked = parameters(exchange.getRequestURI().getRawQuery());
            exchange.getResponseHeaders().add("Location",
                    "%s?code=%s&state=%s".formatted(asked.get("redirect_uri"), asked.get("nonce"),
                            URLEncoder.encode(asked.get("state"), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        answer("/token", asked -> "{\"access_token\":\"x\",\"token_type\":\"Bearer\",\"expires_in\":300,\"id_token\":\"%s\"}"
                .formatted(token(claims -> claims.audience(CLIENT).issueTime(new Date()).expirationTime(Date.from(Instant.now().plus(life)))
                        .claim("role", role).claim("nonce", asked.get("code")))));
        server.start();
    }

    private void answer(String path, Function<Map<String, String>, String> how) {
        server.createContext(path, exchange -> {
            byte[] body = how.apply(parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private static Map<String, String> parameters(String query) {
        return Arrays.stream(query.split("&")).map(each -> each.split("=", 2)).filter(each -> each.length == 2)
                .collect(Collectors.toMap(each -> each[0], each -> URLDecoder.decode(each[1], StandardCharsets.UTF_8)));
    }

    /** Who logs in from now on, and how long they are known then. */
    void logIn(String next, Duration known) {
        role = next;
        life = known;
    }

    static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("test").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String address() {
        return "http://127.0.0.1:%d".formatted(server.getAddress().getPort());
    }

    /** @param id what the claim says, null for none */
    String token(String role, Object id) {
        return token(claims -> claims.claim("role", role).claim("id", id));
    }

    String token(Consumer<JWTClaimsSet.Builder> more) {
        return token(more, key);
    }

    /** @param key may be another's */
    String token(Consumer<JWTClaimsSet.Builder> more, RSAKey key) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().issuer(address()).subject("somebody").audience("ordertrail")
                .expirationTime(Date.from(Instant.now().plusSeconds(3_600)));
        more.accept(claims);
        SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims.build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
