package io.ordertrail.platform.web;

import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.CurrencyCode;
import io.ordertrail.events.CurrencyMismatchException;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderStatus;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.validation.Amount;
import io.ordertrail.platform.validation.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One address for each kind of error. */
@RestController
class SampleController {

    record Line(@NotNull @Text String menuItemId, @NotNull @Min(1) @Max(1000) Integer quantity) {
    }

    record Box(int size) {
    }

    record Sample(@Text String name, @Valid @Size(min = 1, max = 100) List<@NotNull @Valid Line> lines,
            @Amount(positive = true) Money orderLimit,
            Instant requestedFor, GeoPoint location, OrderStatus status, Boolean flag, ConsumerId consumerId, ZoneId timeZone,
            CurrencyCode currency, Integer capacity, Box box, Long version, String note) {
    }

    @PostMapping("/samples")
    Sample take(@Valid @RequestBody Sample sample) {
        return sample;
    }

    @PatchMapping("/samples")
    Sample patch(@Valid @RequestBody Sample sample) {
        return sample;
    }

    @PostMapping("/samples/{id}/no-body")
    String nothing(@PathVariable String id) {
        return id;
    }

    @GetMapping(path = "/samples", produces = MediaType.APPLICATION_JSON_VALUE)
    List<Object> find(@RequestParam Instant since, @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) List<OrderStatus> status,
            @RequestParam(name = "q", required = false) @Size(max = 5) String words) {
        return List.of(since, limit, status == null ? List.of() : status, words == null ? "" : words);
    }

    @GetMapping("/samples/{id}")
    Sample get(@PathVariable String id) {
        throw Refusal.notFound("sample", id.length() > 20 ? "…" : id);
    }

    @GetMapping("/numbered/{number}")
    int numbered(@PathVariable int number) {
        return number;
    }

    @GetMapping("/large/{bytes}")
    String large(@PathVariable int bytes) {
        return "x".repeat(bytes);
    }

    @PostMapping("/forms")
    String form(@RequestParam List<String> field) {
        return String.join("|", field);
    }

    @GetMapping("/needs-header")
    String header(@RequestHeader("X-Needed") String needed) {
        return needed;
    }

    @GetMapping("/fails/{how}")
    String fail(@PathVariable String how) throws Exception {
        throw switch (how) {
            case "state" -> Refusal.invalidState(OrderStatus.CANCELLED, "It is cancelled");
            case "precondition" -> Refusal.of(Code.PRECONDITION_FAILED, "The version is now 4");
            case "stale" -> Refusal.of(Code.STALE_VERSION, "The version is now 4");
            case "field" -> Refusal.ofField(Code.UNKNOWN_MENU_ITEM, "/lines/0/menuItemId", "Not on the menu");
            case "behind" -> Refusal.of(Code.VIEW_BEHIND, "Not yet");
            case "currency" -> new CurrencyMismatchException(Money.of("1", "EUR"), Money.of("1", "USD"));
            case "conflict" -> new ConcurrencyException("Somebody was faster");
            case "late" -> new IllegalStateException(new TimeoutException("nobody answered"));
            case "store" -> new IllegalStateException("wrapped", new java.sql.SQLTransientConnectionException("no connection"));
            default -> new IllegalStateException("secret: " + how);
        };
    }
}
