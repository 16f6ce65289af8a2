package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** A client that knows the API's page and nothing of the code behind it. */
class Api {

    static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();
    private final String base;
    private final String token;

    Api(String base) {
        this(base, null);
    }

    /** @param token that says who asks, null for nobody */
    Api(String base, String token) {
        this.base = base;
        this.token = token;
    }

    /** The same system, asked by another. */
    Api as(String other) {
        return new Api(base, other);
    }

    /** What came back; a body that is no JSON is missing. */
    record Answer(int status, JsonNode body, HttpResponse<String> raw) {

        String id() {
            return body.path("id").asString();
        }

        String code() {
            return body.path("code").asString("");
        }

        String field() {
            return body.path("field").asString("");
        }

        Optional<String> header(String name) {
            return raw.headers().firstValue(name);
        }

        String token() {
            return header("Consistency-Token").orElseThrow();
        }

        Answer expect(int expected) {
            assertThat(status).as("%s %s → %s", raw.request().method(), raw.uri(), raw.body()).isEqualTo(expected);
            return this;
        }
    }

    Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    Answer post(String path, String json, String... headers) {
        return send("POST", path, json, headers);
    }

    Answer put(String path, String json, String... headers) {
        return send("PUT", path, json, headers);
    }

    /** Waits until each view has a generation of its own that is followed, so that what happens from now on is folded as it comes. */
    Api awaitViews() {
        await("every view is built").atMost(Duration.ofMinutes(1))
                .until(() -> get("/views").expect(200).body().path("views").valueStream()
                        .noneMatch(view -> view.path("state").asString().equals("BUILDING") || view.has("rebuild")));
        return this;
    }

    /** A page of the feed: as many events as it gives at once, and where to go on. */
    JsonNode eventsAfter(long position) {
        return get("/events?limit=1000&after=" + position).expect(200).body();
    }

    /** The position of the feed's last event, looked for from an earlier one on. */
    long endOfFeed(long from) {
        long end = from;
        for (JsonNode page = eventsAfter(end); !page.path("events").isEmpty(); page = eventsAfter(end)) {
            end = page.path("next").asLong();
        }
        return end;
    }

    Answer send(String method, String path, String json, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30));
        request.method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (json != null) {
            request.setHeader("Content-Type", "application/json");
        }
        if (token != null) {
            request.setHeader("Authorization", "Bearer " + token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return send(request.build());
    }

    Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), parsed(response), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode parsed(HttpResponse<String> response) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        boolean isJson = type.contains("json") && !type.contains("ndjson");
        return isJson && !response.body().isEmpty() ? JSON.readTree(response.body()) : MissingNode.getInstance();
    }
}
