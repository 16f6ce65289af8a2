package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.command.CommandSideApplication;
import io.ordertrail.query.QuerySideApplication;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Processes that do not get as far as to serve: each ends, and says in one line what to change. A few are begun at the same time. */
class StartTest {

    private static final int AT_A_TIME = 4;

    @TempDir
    private static Path temp;

    private static final Map<Start, Future<Outcome>> OUTCOMES = new LinkedHashMap<>();
    private static ExecutorService threads;
    private static ServerSocket taken;
    private static DataFolder held;

    /** @param left what lies in the folder in which it was begun */
    private record Outcome(int status, List<String> lines, List<Path> left) {
    }

    private enum Start {

        UNKNOWN_OPTION(StandaloneApplication.class, "", "--acceptance-deadline", "--ordertrail.acceptance-deadline") {
            @Override
            List<String> arguments() {
                return List.of("--acceptance-deadline=15m");
            }
        },
        A_LIBRARYS_SETTING(StandaloneApplication.class, "", "server.tomcat.max-connections", "many") {
            @Override
            List<String> arguments() {
                return List.of("--server.tomcat.max-connections=many");
            }
        },
        UNKNOWN_VARIABLE(QuerySideApplication.class, "ORDERTRAIL_VIEW_SEGMENT=3", "ORDERTRAIL_VIEW_SEGMENTS"),
        WRONG_SETTING(CommandSideApplication.class, "ORDERTRAIL_ACCEPTANCE_DEADLINE=15m", "ordertrail.acceptance-deadline",
                "ORDERTRAIL_ACCEPTANCE_DEADLINE", "'15m'", "ISO-8601"),
        OUT_OF_BOUNDS(StandaloneApplication.class, "ORDERTRAIL_VIEW_SEGMENTS=-1", "ordertrail.view.segments", "ORDERTRAIL_VIEW_SEGMENTS",
                "'-1'", "from 1 to 64"),
        NO_PORT(StandaloneApplication.class, "SERVER_PORT=99999", "server.port", "SERVER_PORT", "65535"),
        PORT_IN_USE(StandaloneApplication.class, "SERVER_PORT=", "is in use", "SERVER_PORT") {
            @Override
            Map<String, String> variables() {
                return Map.of("SERVER_PORT", Integer.toString(taken.getLocalPort()));
            }
        },
        DATA_FOLDER_IS_A_FILE(StandaloneApplication.class, "ORDERTRAIL_DATA=/dev/null/x", "ordertrail.data", "ORDERTRAIL_DATA",
                "/dev/null/x"),
        DATA_FOLDER_CANNOT_BE_MADE(StandaloneApplication.class, "ORDERTRAIL_DATA=/proc/x", "ordertrail.data", "ORDERTRAIL_DATA", "/proc/x"),
        DATA_FOLDER_IN_USE(StandaloneApplication.class, "ORDERTRAIL_DATA=", "Another process already runs on the data folder",
                "ORDERTRAIL_DATA") {
            @Override
            Map<String, String> variables() {
                return Map.of("ORDERTRAIL_DATA", held.path().toString());
            }
        },
        NO_ADDRESS_OF_MONGODB(QuerySideApplication.class, "MONGODB_URI=banana", "MONGODB_URI", "mongodb://"),
        NO_ADDRESS_OF_AXON_SERVER(StandaloneApplication.class, "AXON_SERVER=banana:xyz", "AXON_SERVER", "host:port");

        private final Class<?> application;
        private final String variable;
        private final String[] said;

        Start(Class<?> application, String variable, String... said) {
            this.application = application;
            this.variable = variable;
            this.said = said;
        }

        List<String> arguments() {
            return List.of();
        }

        Map<String, String> variables() {
            return variable.isEmpty() ? Map.of() : Map.of(variable.split("=")[0], variable.split("=", 2)[1]);
        }
    }

    @BeforeAll
    static void beginAll() throws IOException {
        taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        held = new DataFolder(temp.resolve("held"));
        threads = Executors.newFixedThreadPool(AT_A_TIME);
        for (Start start : Start.values()) {
            OUTCOMES.put(start, threads.submit(() -> outcome(start.application, start.variables(), start.arguments())));
        }
    }

    @AfterAll
    static void letGo() throws IOException {
        threads.shutdownNow();
        held.close();
        taken.close();
    }

    @ParameterizedTest
    @EnumSource
    void aStartThatFailsEndsAndSaysInOneLineWhatToChange(Start start) throws Exception {
        Outcome outcome = OUTCOMES.get(start).get(10, TimeUnit.MINUTES);

        assertThat(outcome.status).as("%s", outcome).isNotZero();
        assertThat(outcome.lines).singleElement().asString().contains("Not started: ").contains(start.said);
        assertThat(outcome.left).isEmpty();
    }

    @Test
    void whoOnlyAsksIsAnsweredAndLeavesNothing() throws Exception {
        Outcome help = outcome(StandaloneApplication.class, Map.of(), List.of("--help"));
        assertThat(help.status).isZero();
        assertThat(help.lines)
                .anyMatch(line -> line.contains("--ordertrail.acceptance-deadline") && line.contains("ORDERTRAIL_ACCEPTANCE_DEADLINE"))
                .anyMatch(line -> line.contains("PT15M"));
        assertThat(help.left).isEmpty();

        Outcome version = outcome(QuerySideApplication.class, Map.of(), List.of("--version"));
        assertThat(version.status).isZero();
        assertThat(version.lines).singleElement().asString().startsWith("Ordertrail ");
        assertThat(version.left).isEmpty();
    }

    @Test
    void whoseServerDoesNotAnswerWaitsForItAndSaysForWhich() throws Exception {
        // Nothing listens at 1.
        assertThat(firstLineOf(StandaloneApplication.class, Map.of("MONGODB_URI", "mongodb://127.0.0.1:1/ordertrail")))
                .contains("Waiting for MongoDB at 127.0.0.1:1");
        assertThat(firstLineOf(CommandSideApplication.class, Map.of("AXON_SERVER", "127.0.0.1:1")))
                .contains("Waiting for Axon Server at 127.0.0.1:1");
    }

    private static String firstLineOf(Class<?> application, Map<String, String> variables) throws IOException {
        Process process = begin(application, variables, List.of(), temp);
        try (BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = output.readLine();
            assertThat(process.isAlive()).isTrue();
            return line;
        } finally {
            process.destroyForcibly();
        }
    }

    private static Outcome outcome(Class<?> application, Map<String, String> variables, List<String> arguments) throws Exception {
        Path folder = Files.createTempDirectory(temp, "start");
        Process process = begin(application, variables, arguments, folder);
        try (BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            List<String> lines = output.lines().toList();
            try (var left = Files.list(folder)) {
                return new Outcome(process.waitFor(), lines, left.toList());
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process begin(Class<?> application, Map<String, String> variables, List<String> arguments, Path folder) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), application.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        List.of("AXON_SERVER", "MONGODB_URI").forEach(builder.environment()::remove);
        builder.environment().put("SERVER_PORT", "0");
        builder.environment().put("ORDERTRAIL_SECURITY_MODE", "none");
        builder.environment().put("ORDERTRAIL_MASTER_KEY", "none");
        builder.environment().putAll(variables);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
