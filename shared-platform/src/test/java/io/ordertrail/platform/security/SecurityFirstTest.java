package io.ordertrail.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordertrail.platform.security.SecurityFirst.UnsafeStart;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

class SecurityFirstTest {

    private static final String WITHOUT_KEY = "ordertrail.security.required=true ";
    private static final String SIDE = WITHOUT_KEY + "ordertrail.master-key=none ";
    private static final String STANDALONE = "ordertrail.security.open-on-loopback-only=true ";
    private static final String ISSUER = "ordertrail.security.issuer=https://id.example ";
    private static final String NONE = "ordertrail.security.mode=none ";
    private static final String ANYWHERE = "server.address=0.0.0.0 ";

    @ParameterizedTest
    @ValueSource(strings = {SIDE, SIDE + "ordertrail.security.audience=x", SIDE + "ordertrail.security.issuer=", STANDALONE + ANYWHERE,
            STANDALONE, STANDALONE + "server.address=10.1.2.3", STANDALONE + "server.address=no.such.name.invalid",
            STANDALONE + ANYWHERE + NONE, SIDE + NONE + ISSUER,
            SIDE + "ordertrail.security.jwk-set=https://id.example/keys ordertrail.security.client-id=x",
            SIDE + "ordertrail.security.mode=off",
            "ordertrail.security.mode=None",
            WITHOUT_KEY + NONE})
    void nothingStartsOpenThatShouldNotBe(String settings) {
        assertThatThrownBy(() -> start(settings)).isInstanceOfSatisfying(UnsafeStart.class, refusal -> {
            FailureAnalysis said = new UnsafeStart.Analyzer().analyze(refusal);
            assertThat(said.getDescription() + " " + said.getAction()).contains("ORDERTRAIL_").doesNotContain("\n");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {SIDE + NONE, SIDE + NONE + ANYWHERE, SIDE + ISSUER + ANYWHERE,
            SIDE + "ordertrail.security.jwk-set=https://id.example/keys", STANDALONE + "server.address=127.0.0.1",
            STANDALONE + "server.address=::1", STANDALONE + "server.address=localhost", STANDALONE + ANYWHERE + ISSUER})
    void whatIsMeantToBeOpenOrAsksForTokensStarts(String settings) {
        assertThatCode(() -> start(settings)).doesNotThrowAnyException();
    }

    private static void start(String settings) {
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            Map<String, Object> all = Arrays.stream(settings.split(" ")).map(setting -> setting.split("=", 2))
                    .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
            // In the place of the settings of whatever machine this is.
            context.getEnvironment().getPropertySources().forEach(
                    source -> context.getEnvironment().getPropertySources().remove(source.getName()));
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("settings", all));
            new SecurityFirst().initialize(context);
            assertThat("when-authorized".equals(context.getEnvironment().getProperty("management.endpoint.health.show-details")))
                    .isEqualTo(Security.of(context.getEnvironment()).isOn());
        }
    }
}
