package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertrail.standalone.Api.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The file that a newcomer clicks through, sent from top to bottom. Of its scripts, what the file uses is understood here. */
class RequestsFileTest {

    private static final Pattern SET_FROM_BODY = Pattern.compile("global\\.set\\(\"(\\w+)\", response\\.body\\.([\\w.]+)\\)");
    private static final Pattern SET_TOKEN =
            Pattern.compile("global\\.set\\(\"(\\w+)\", response\\.headers\\.valueOf\\(\"Consistency-Token\"\\)\\)");
    private static final Pattern ASSERT = Pattern.compile("client\\.assert\\(response\\.body\\.([\\w.\\[\\]]+) === \"(.*?)\"\\)");
    private static final Pattern IN_MINUTES =
            Pattern.compile("< \\{% request\\.variables\\.set\\(\"(\\w+)\", .*\\+ (\\d+) \\* 60000.*%}\n");
    private static final Pattern SCRIPT = Pattern.compile("> \\{%.*?%}", Pattern.DOTALL);
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{(\\$?\\w+)}}");

    @TempDir
    private Path data;

    /** The paths alone are sent, so that the file's host is whoever runs. */
    private final Map<String, String> variables = new HashMap<>(Map.of("host", ""));

    @Test
    void everyRequestOfTheFileSucceedsOnceTheStepsBeforeItAreThrough() throws Exception {
        String file = Files.readString(Path.of("../requests.http"));
        try (RunningSystem system = RunningSystem.start(data, Map.of())) {
            Api api = system.api();
            sendCouriersHome(api);
            Stream.of(file.split("(?m)^###")).skip(1).forEach(request -> await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> send(api, request)));
        }
        assertThat(variables).containsKeys("order", "ticket", "delivery", "refundToken");
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
