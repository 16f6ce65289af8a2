package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertrail.issuer.IssuerSettings;
import io.ordertrail.issuer.RunningIssuer;
import io.ordertrail.standalone.Api.Answer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a newcomer clicks through and pastes, as it stands, against one running system. Of the scripts in requests.http, what it uses is understood here. */
class DocumentsTest {

    private static final Path ROOT = Path.of("..");

    private static final Pattern SET_FROM_BODY = Pattern.compile("global\\.set\\(\"(\\w+)\", response\\.body\\.([\\w.]+)\\)");
    private static final Pattern SET_TOKEN =
            Pattern.compile("global\\.set\\(\"(\\w+)\", response\\.headers\\.valueOf\\(\"Consistency-Token\"\\)\\)");
    private static final Pattern ASSERT = Pattern.compile("client\\.assert\\(response\\.body\\.([\\w.\\[\\]]+) === \"(.*?)\"\\)");
    private static final Pattern IN_MINUTES =
            Pattern.compile("< \\{% request\\.variables\\.set\\(\"(\\w+)\", .*\\+ (\\d+) \\* 60000.*%}\n");
    private static final Pattern SCRIPT = Pattern.compile("> \\{%.*?%}", Pattern.DOTALL);
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{(\\$?\\w+)}}");

    @TempDir
    private static Path data;

    private static RunningSystem system;

    /** The paths alone are sent, so that the file's host is whoever runs. */
    private final Map<String, String> variables = new HashMap<>(Map.of("host", ""));

    @BeforeAll
    static void start() {
        system = RunningSystem.start(data, Map.of());
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void everyRequestOfTheFileSucceedsOnceTheStepsBeforeItAreThroughAsOftenAsOneLikes() throws Exception {
        String file = Files.readString(ROOT.resolve("requests.http"));
        Api api = system.api();
        sendCouriersHome(api);
        for (int time = 0; time < 2; time++) {
            Stream.of(file.split("(?m)^###")).skip(1).forEach(request -> await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> send(api, request)));
        }
        assertThat(variables).containsKeys("order", "ticket", "delivery", "refundToken");
    }

    /** They are run in one shell after the other's, as whoever reads on would. */
    @Test
    void everyLineForAShellRunsAsItStandsUnlessItIsSaidWhyNot() throws Exception {
        ShellLines lines = ShellLines.of(ROOT);
        assertThat(lines.runnable()).as("there are some").hasSizeGreaterThan(10);
        assertThat(lines.unexplained()).as("lines that neither ask the running system nor stand in ShellLines").isEmpty();

        Path output = data.resolve("shell.out");
        IssuerSettings people = new IssuerSettings(DemoTest.freeAddress(), List.of(), () -> URI.create(system.address()),
                data.resolve("people"));
        Process shell;
        boolean ended;
        try (RunningIssuer running = new RunningIssuer(people)) {
            shell = new ProcessBuilder("bash", "-c", lines.script(system.address(), running.address())).redirectErrorStream(true)
                    .redirectOutput(output.toFile()).start();
            ended = shell.waitFor(3, TimeUnit.MINUTES);
            // A line may wait for what never comes.
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
        }
        assertThat(ended).as(Files.readString(output)).isTrue();
        assertThat(shell.exitValue()).as(Files.readString(output)).isZero();
    }

    @Test
    void whatIsShownIsAShellsJsonHttpOrPlain() throws Exception {
        assertThat(ShellLines.of(ROOT).languages()).as("whoever shows Java has a test compile it").isSubsetOf("sh", "json", "http", "text");
    }

    /** Those of other tests, where all share an event store, would take this file's delivery. */
    private static void sendCouriersHome(Api api) {
        for (JsonNode events = api.eventsAfter(0); !events.path("events").isEmpty(); events =
                api.eventsAfter(events.path("next").asLong())) {
            events.path("events").valueStream().filter(event -> event.path("type").asString().equals("CourierWentOnDuty"))
                    .forEach(event -> api.post("/couriers/%s/off-duty".formatted(event.path("aggregateId").asString()), null).expect(200));
        }
    }

    private void send(Api api, String request) {
        IN_MINUTES.matcher(request).results().forEach(set -> variables.put(set.group(1),
                Instant.now().plus(Duration.ofMinutes(Integer.parseInt(set.group(2)))).toString()));
        String bare = SCRIPT.matcher(IN_MINUTES.matcher(request).replaceAll("")).replaceAll("");
        String[] parts = filledIn(bare.substring(bare.indexOf('\n') + 1).strip()).split("\n\n", 2);
        String[] lines = parts[0].split("\n");
        String[] line = lines[0].split(" ");
        String[] headers = Stream.of(lines).skip(1).flatMap(header -> Stream.of(header.split(": ", 2))).toArray(String[]::new);
        Answer answer = api.send(line[0], line[1], parts.length > 1 ? parts[1] : null, headers);
        assertThat(answer.status()).as("%s %s: %s", line[0], line[1], answer.body()).isBetween(200, 299);
        remember(request, answer);
    }

    private String filledIn(String text) {
        return VARIABLE.matcher(text).replaceAll(variable -> Matcher.quoteReplacement(valueOf(variable)));
    }

    private String valueOf(MatchResult variable) {
        assertThat(variable.group(1)).satisfiesAnyOf(name -> assertThat(name).isEqualTo("$uuid"),
                name -> assertThat(variables).containsKey(name));
        return variables.getOrDefault(variable.group(1), UUID.randomUUID().toString());
    }

    private void remember(String request, Answer answer) {
        ASSERT.matcher(request).results().forEach(test -> assertThat(at(answer, test.group(1)).asString("")).isEqualTo(test.group(2)));
        SET_TOKEN.matcher(request).results().forEach(set -> variables.put(set.group(1), answer.token()));
        SET_FROM_BODY.matcher(request).results()
                .forEach(set -> variables.put(set.group(1), at(answer, set.group(2)).asStringOpt().orElseThrow()));
    }

    private static JsonNode at(Answer answer, String path) {
        return answer.body().at("/" + path.replaceAll("[.\\[]", "/").replace("]", ""));
    }
}
