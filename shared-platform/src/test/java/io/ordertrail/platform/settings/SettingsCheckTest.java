package io.ordertrail.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SettingsCheckTest {

    static final List<Setting> ALL = Settings.ALL;

    @Test
    void whatIsStandardIsAllowed() {
        assertThat(wrong(Map.of())).isEmpty();
        assertThat(ALL).filteredOn(setting -> setting.standard() != null && !setting.standard().contains("$"))
                .allMatch(setting -> setting.kind().allows(setting.standard()));
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void everySettingHasSomethingThatItCannotBeAndIsNamedThen(Setting setting) {
        if (setting.kind().words().equals("a text")) {
            return;
        }
        assertThat(wrong(Map.of(setting.variable(), "\u0000 not : this"))).singleElement().asString()
                .startsWith(setting.names()).contains(setting.kind().words());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"SERVER_PORT 99999", "SERVER_PORT -1", "ORDERTRAIL_VIEW_SEGMENTS -1",
            "ORDERTRAIL_VIEW_SEGMENTS 65",
            "ORDERTRAIL_VIEW_BATCH_SIZE 0", "ORDERTRAIL_ACCEPTANCE_DEADLINE 15m", "ORDERTRAIL_ACCEPTANCE_DEADLINE -PT1S",
            "ORDERTRAIL_ACCEPTANCE_DEADLINE P366D", "ORDERTRAIL_IDEMPOTENCY_KEYS_LIFE PT59M", "ORDERTRAIL_GRAPHQL_COST 40001",
            "ORDERTRAIL_GRAPHQL_INTROSPECTION yes", "ORDERTRAIL_VIEW_SWITCH_UPGRADED NEVER", "ORDERTRAIL_CORS_ORIGINS shop.example",
            "ORDERTRAIL_CORS_ORIGINS https://shop.example/", "AXON_SERVER banana:xyz", "AXON_SERVER host:70000", "AXON_SERVER a:1,,b:1",
            "MONGODB_URI banana", "MONGODB_URI mongodb://", "OTEL_EXPORTER_OTLP_ENDPOINT localhost:4318", "OTEL_TRACES_SAMPLER_ARG 1.1"})
    void whatIsOutOfItsBoundsIsRefused(String variable, String value) {
        assertThat(wrong(Map.of(variable, value))).singleElement().asString().contains(variable);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"SERVER_PORT 0", "ORDERTRAIL_VIEW_SEGMENTS 64", "ORDERTRAIL_ACCEPTANCE_DEADLINE PT0.5S",
            "ORDERTRAIL_CORS_ORIGINS https://shop.example,http://localhost:5173", "AXON_SERVER axonserver", "AXON_SERVER a:8124,b:1",
            "MONGODB_URI mongodb://u:p%40@a:1,b:2/o?replicaSet=rs0", "ORDERTRAIL_ACCEPTANCEDEADLINE PT1M",
            "ORDERTRAIL_SERVICE_HOST 10.0.0.1",
            "ORDERTRAIL_PORT_8080_TCP tcp://10.0.0.1:8080", "ORDERTRAIL_COMMAND_PORT tcp://10.0.0.1:8080"})
    void whatIsWithinThemAndWhatSpringOrKubernetesCallsSoIsNot(String variable, String value) {
        assertThat(wrong(Map.of(variable, value))).isEmpty();
    }

    @Test
    void nothingIsSetByAnEmptyVariableUnlessItMustBeSomething() {
        assertThat(wrong(Map.of("AXON_SERVER", "", "ORDERTRAIL_CORS_ORIGINS", "", "ORDERTRAIL_CURSOR_SECRET", ""))).isEmpty();
        assertThat(wrong(Map.of("ORDERTRAIL_VIEW_SEGMENTS", ""))).hasSize(1);
    }

    @Test
    void aFolderIsNoFileNorBelowOne(@TempDir Path temp) throws IOException {
        Path file = Files.createFile(temp.resolve("file"));
        assertThat(wrong(Map.of("ORDERTRAIL_CHECKPOINTS", file.toString()))).hasSize(1);
        assertThat(wrong(Map.of("ORDERTRAIL_CHECKPOINTS", file.resolve("below").toString()))).hasSize(1);
        assertThat(wrong(Map.of("ORDERTRAIL_DATA", temp.resolve("a/b").toString()))).isEmpty();
        assertThat(temp.resolve("a")).doesNotExist();
    }

    @Test
    void processesHaveAThreadForEachSegment() {
        assertThat(wrong(Map.of("ORDERTRAIL_PROCESSES_THREADS", "31"))).singleElement().asString().contains("ORDERTRAIL_PROCESSES_THREADS",
                "32");
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        assertThat(wrong(Map.of("SERVER_PORT", "x", "ORDERTRAIL_VIEW_PAUSE", "x", "ORDERTRAIL_DATEN", "x"), "--x=1", "y")).hasSize(5);
    }

    /** It may have a password in it. */
    @Test
    void whatMayBeSecretIsNotTold() {
        assertThat(wrong(Map.of("MONGODB_URI", "mongo://ada:hush@host"))).singleElement().asString().contains("MONGODB_URI")
                .doesNotContain("hush");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ',
            value = {"ORDERTRAIL_VIEW_SEGMENT ORDERTRAIL_VIEW_SEGMENTS", "ORDERTRAIL_ACCEPTENCE_DEADLINE ORDERTRAIL_ACCEPTANCE_DEADLINE",
                    "ORDERTRAIL_MONGODB_URI MONGODB_URI"})
    void anUnknownVariableIsRefusedWithTheNearestKnownOne(String unknown, String nearest) {
        assertThat(wrong(Map.of(unknown, "1"))).singleElement().asString().startsWith(unknown + " ").contains("mean " + nearest + "?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"--acceptance-deadline=PT1M --ordertrail.acceptance-deadline", "--port=8090 --server.port",
            "--server.prot=8090 --server.port", "--ordertrail.view.segment=1 --ordertrail.view.segments", "--data=x --ordertrail.data"})
    void anUnknownOptionIsRefusedWithTheNearestKnownOne(String argument, String nearest) {
        assertThat(wrong(Map.of(), argument)).singleElement().asString().startsWith(argument.split("=")[0] + " ")
                .contains("mean " + nearest + "?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--ordertrail.data", "8080", "-port=8080", "start", "--=", "--"})
    void whatIsNoOptionWithAValueIsRefused(String argument) {
        assertThat(wrong(Map.of(), argument)).singleElement().asString().contains("--");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--ordertrail.data=./elsewhere", "--ordertrail.acceptanceDeadline=PT1M", "--ORDERTRAIL_DATA=./elsewhere", "--debug",
                    "--server.tomcat.threads.max=400", "--logging.level.io.ordertrail=debug", "--spring.profiles.active=x"})
    void optionsOfOursAndOfLibrariesAreTaken(String argument) {
        assertThat(wrong(Map.of(), argument)).isEmpty();
    }

    private static List<String> wrong(Map<String, String> variables, String... arguments) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().forEach(source -> environment.getPropertySources().remove(source.getName()));
        environment.getPropertySources().addLast(new SystemEnvironmentPropertySource("systemEnvironment", new HashMap<>(variables)));
        environment.getPropertySources()
                .addLast(new MapPropertySource("application", Map.of("server.port", "8080", "server.address", "::1")));
        new Standards().postProcessEnvironment(environment, new SpringApplication());
        environment.getPropertySources().remove(Standards.PLAIN_LOG);
        return new SettingsCheck(arguments).wrong(environment);
    }
}
