package io.ordertrail.query.subscription;

import io.ordertrail.events.EventTypes;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Nearest;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.subscription.Delivery;
import io.ordertrail.platform.subscription.Subscriptions;
import io.ordertrail.platform.subscription.Subscriptions.Standing;
import io.ordertrail.platform.subscription.Targets;
import io.ordertrail.platform.validation.Text;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who outside is told of what. Nothing here waits for a view: consistency tokens are checked and otherwise without meaning. */
@RestController
@RequestMapping("/subscriptions")
@Tag(name = "Subscriptions")
class SubscriptionsController {

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");
    private static final int MOST_TYPES = 200;
    private static final int LONGEST_URL = 2_000;

    private static final String ONE = """
            {"name":"shop","url":"https://shop.example/ordertrail","types":["OrderApproved","OrderRejected"],"running":true,
             "state":"FOLLOWING","position":1234,"lagEvents":0,"waiting":1,"parked":0,"node":"4711@host.1c0e7a52"\
            """;
    private static final String DELIVERIES = """
            ,
             "deliveries":[
              {"eventId":"5f0c7a0e-3b0e-4a55-9d1b-6f0b3c1f4a77","type":"OrderApproved","position":1230,"orderId":"01KAV9Z5N3Q8T6M2X4R7W0Y1BC",
               "attempts":3,"lastStatus":503,"problem":"answered 503","nextAt":"{yesterday}T17:30:04.250Z","state":"PENDING"}]}""";

    private final Subscriptions subscriptions;
    private final Targets targets;

    SubscriptionsController(Subscriptions subscriptions, Targets targets) {
        this.subscriptions = subscriptions;
        this.targets = targets;
    }

    /** What a subscription is to be. */
    @Schema(name = "NewSubscription")
    record Wish(@NotNull @Text(max = LONGEST_URL) String url,
            @Size(max = MOST_TYPES) List<@NotNull @Text String> types, @Text String restaurantId, @NotNull @Text String secret) {
    }

    enum State {
        FOLLOWING, PAUSED, FAILING, FULL
    }

    /**
     * How a subscription stands.
     *
     * @param url null for one of the house's own
     * @param node that delivers for it, null before any does
     * @param deliveries left out in a list
     */
    @Schema(name = "Subscription")
    record Shown(String name, String url, List<String> types, String restaurantId, boolean running, State state, long position,
            long lagEvents, int waiting, long parked, String node, List<ShownDelivery> deliveries) {

        static Shown briefly(Standing standing) {
            return of(standing, null);
        }

        static Shown whole(Standing standing) {
            return of(standing, Stream.concat(standing.progress().waiting().stream(), standing.progress().delivered().stream())
                    .map(ShownDelivery::of).toList());
        }

        private static Shown of(Standing standing, List<ShownDelivery> deliveries) {
            return new Shown(standing.subscription().name(), standing.subscription().url(),
                    standing.subscription().types().isEmpty() ? null : standing.subscription().types(),
                    standing.subscription().restaurantId(), standing.subscription().running(), stateOf(standing),
                    standing.progress().position(), standing.lagEvents(), standing.progress().waiting().size(),
                    standing.progress().parked(), standing.owner(), deliveries);
        }

        private static State stateOf(Standing standing) {
            if (!standing.subscription().running()) {
                return State.PAUSED;
            }
            if (standing.progress().isFull()) {
                return State.FULL;
            }
            boolean failing = standing.progress().waiting().stream().anyMatch(delivery -> delivery.problem() != null);
            return failing ? State.FAILING : State.FOLLOWING;
        }
    }

    /** A delivery and its fate. */
    @Schema(name = "SubscriptionDelivery")
    record ShownDelivery(String eventId, String type, long position, String orderId, int attempts, Integer lastStatus, String problem,
            Instant nextAt, Delivery.State state) {

        static ShownDelivery of(Delivery delivery) {
            return new ShownDelivery(delivery.eventId(), delivery.type(), delivery.position(), delivery.orderId(), delivery.attempts(),
                    delivery.lastStatus(), delivery.problem(), delivery.state() == Delivery.State.DELIVERED ? null : delivery.nextAt(),
                    delivery.state());
        }
    }

    @Schema(name = "Subscriptions")
    record All(List<Shown> subscriptions) {
    }

    @PutMapping("/{name}")
    @Operation(summary = "Have somebody outside told of events, from now on",
            description = """
                    Each event is posted to `url` as the feed shows it (`GET /events`), with the headers `Ordertrail-Event-Id`, the same in every
                    attempt, `Ordertrail-Timestamp`, in seconds since 1970, and `Ordertrail-Signature`: `v1=` and the hexadecimal
                    HMAC-SHA256, by the secret, of time stamp, `.` and body. Whoever receives it compares the signature, refuses old time
                    stamps, and knows by the id what has come before: an event comes at least once. 2xx within 10 s is success, whatever
                    else is said; no redirect is followed. Otherwise it is tried again, after 1 s, 2 s, up to a minute, and what has failed
                    for an hour is parked, tried once an hour, and shown. Of one order, each event waits for the one before; different orders
                    go side by side, up to 8. While 500 wait, nothing more is read, and nothing is lost.
                    A name that is there already is changed, and goes on from where it stands. Addresses of this machine and of private
                    networks are refused. At most 50 subscriptions.""",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(mediaType = "application/json",
                    examples = {
                            @ExampleObject(name = "some types", value = """
                                    {"url":"https://shop.example/ordertrail","types":["OrderApproved","OrderRejected"],
                                     "secret":"a secret of the shop's"}"""),
                            @ExampleObject(name = "one restaurant's", value = """
                                    {"url":"https://shop.example/ordertrail","restaurantId":"01KAV9X0A1B2C3D4E5F6G7H8JK",
                                     "secret":"a secret of the shop's"}""")})))
    @ApiResponse(responseCode = "201", description = "Created", content = @Content(schema = @Schema(implementation = Shown.class),
            examples = @ExampleObject(ONE + DELIVERIES)))
    @ApiResponse(responseCode = "200", description = "Changed", content = @Content(schema = @Schema(implementation = Shown.class),
            examples = @ExampleObject(ONE + DELIVERIES)))
    ResponseEntity<Shown> put(@PathVariable String name, @Valid @RequestBody Wish wish) {
        if (!NAME.matcher(name).matches()) {
            throw Refusal.ofField(Code.INVALID, "name", "must have 1 to 40 of the characters a to z, 0 to 9 and -");
        }
        targets.faultOf(wish.url).ifPresent(fault -> {
            throw Refusal.ofField(Code.INVALID, "/url", fault);
        });
        List<String> types = known(Objects.requireNonNullElse(wish.types, List.of()));
        boolean isNew = subscriptions.put(name, wish.url, types, wish.restaurantId, wish.secret);
        Shown shown = Shown.whole(subscriptions.find(name));
        return isNew ? ResponseEntity.created(URI.create("/subscriptions/" + name)).body(shown) : ResponseEntity.ok(shown);
    }

    private static List<String> known(List<String> types) {
        Map<String, Class<?>> known = EventTypes.byName();
        for (int i = 0; i < types.size(); i++) {
            String type = types.get(i);
            if (!known.containsKey(type)) {
                throw Refusal.ofField(Code.INVALID, "/types/" + i, "is no event's type%s; GET /events/schemas lists them"
                        .formatted(Nearest.to(type, known.keySet()).map(" (did you mean %s?)"::formatted).orElse("")));
            }
        }
        return types.stream().distinct().toList();
    }

    @GetMapping
    @Operation(summary = "All subscriptions, by name, and how far each has come")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = All.class),
            examples = @ExampleObject("{\"subscriptions\":[" + ONE + "}]}")))
    All all(List<ConsistencyToken> tokens) {
        return new All(subscriptions.all().stream().map(Shown::briefly).toList());
    }

    @GetMapping("/{name}")
    @Operation(summary = "One subscription, with what waits to be delivered and the last 100 deliveries that were made",
            description = "Every event up to `position` that it wants was delivered, or stands among the deliveries. How it stands is written "
                    + "down several times a second. The secret is never shown.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Shown.class),
            examples = @ExampleObject(ONE + DELIVERIES)))
    Shown one(@PathVariable String name, List<ConsistencyToken> tokens) {
        return Shown.whole(subscriptions.find(name));
    }

    @DeleteMapping("/{name}")
    @Operation(summary = "Tell somebody nothing more", description = "What waits is given up; a delivery that is under way may still come.")
    Shown remove(@PathVariable String name) {
        Standing last = subscriptions.find(name);
        subscriptions.remove(name);
        return Shown.briefly(last);
    }

    @DeleteMapping("/{name}/deliveries/{event}")
    @Operation(summary = "Give up a delivery that waits",
            description = "For one that is never taken. What waits behind it goes on; a replay tells it"
                    + " again. One that is under way may still come.")
    ShownDelivery giveUp(@PathVariable String name, @PathVariable String event) {
        return ShownDelivery.of(subscriptions.giveUp(name, event));
    }

    @PostMapping("/{name}/pause")
    @Operation(summary = "Begin no delivery more, until it is resumed",
            description = "Within a second, on whichever node delivers. What happens"
                    + " meanwhile is delivered then.")
    Shown pause(@PathVariable String name) {
        subscriptions.pause(name);
        return Shown.briefly(subscriptions.find(name));
    }

    @PostMapping("/{name}/resume")
    @Operation(summary = "Go on, and try at once all that waits", description = "Also what is parked, and also where it was not paused.")
    Shown resume(@PathVariable String name) {
        subscriptions.resume(name);
        return Shown.briefly(subscriptions.find(name));
    }

    @PostMapping("/{name}/replay")
    @Operation(summary = "Tell everything behind a position once more",
            description = "Under the same event ids, so that who has seen them knows."
                    + " Nothing else ever repeats what was delivered: no rebuild of a view, and no token that is reset.")
    Shown replay(@PathVariable String name,
            @Parameter(description = "Position to begin behind; 0 for everything", example = "0")
            @RequestParam @Min(0) @Max(Long.MAX_VALUE / 10) long after) {
        subscriptions.replay(name, after);
        return Shown.briefly(subscriptions.find(name));
    }
}
