package io.ordertrail.platform.web;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** One small answer in two versions, the first about to go; and answers of every kind that HTTP treats differently. */
@RestController
class VersionedController {

    record First(String name) {
    }

    record Second(String givenName, String familyName) {
    }

    record Filter(Integer limit, List<String> status) {
    }

    @GetMapping("/people/{id}")
    @Deprecation(since = "2026-12-01T00:00:00Z", sunset = "2027-06-01T00:00:00Z", link = "https://ordertrail.example/people-v2")
    First first(@PathVariable String id) {
        return new First("Ada Lovelace");
    }

    @GetMapping(path = "/people/{id}", produces = "application/vnd.ordertrail.v2+json")
    Second second(@PathVariable String id) {
        return new Second("Ada", "Lovelace");
    }

    @PostMapping("/people")
    First register() {
        return new First("Ada Lovelace");
    }

    @DeleteMapping("/people/{id}")
    First forget(@PathVariable String id) {
        return new First(id);
    }

    @GetMapping(path = "/list", produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv"})
    List<String> list(@RequestParam(defaultValue = "1") int size, Filter filter) {
        return Stream.generate(() -> "x".repeat(100)).limit(size).toList();
    }

    @GetMapping("/tagged")
    ResponseEntity<List<String>> tagged() {
        return ResponseEntity.ok().eTag("\"5-abc\"").body(Stream.generate(() -> "x".repeat(100)).limit(100).toList());
    }

    @GetMapping("/kept")
    ResponseEntity<String> kept() {
        return ResponseEntity.ok().cacheControl(CacheControl.maxAge(Duration.ofSeconds(60)).cachePrivate()).body("for a minute");
    }

    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter stream() throws Exception {
        SseEmitter emitter = new SseEmitter();
        emitter.send("x".repeat(5_000));
        emitter.complete();
        return emitter;
    }
}
