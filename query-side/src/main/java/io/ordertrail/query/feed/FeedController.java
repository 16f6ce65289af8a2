package io.ordertrail.query.feed;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.query.event.FeedEvent;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The feed needs no view, and so no query: what it shows is the store itself. */
@RestController
@Tag(name = "Events")
class FeedController {

    private static final long LAST_POSITION = 999_999_999_999_999_999L;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private static final String EXAMPLE = """
            {"events":[
             {"position":17,"id":"5f0c7a0e-3b0e-4a55-9d1b-6f0b3c1f4a77","type":"OrderApproved","revision":"1","aggregateType":"Order",
              "aggregateId":"01KAV9Z5N3Q8T6M2X4R7W0Y1BC","sequence":1,"time":"{yesterday}T17:30:00.250Z",
              "payload":{"orderId":"01KAV9Z5N3Q8T6M2X4R7W0Y1BC"},"metadata":{}}],
             "next":17}""";

    private final EventFeed feed;

    FeedController(EventFeed feed) {
        this.feed = feed;
    }

    @GetMapping("/events")
    @Operation(summary = "All events, oldest first",
            description = """
                    Positions are positive, grow and stay; reading the same page again gives the same bytes. Read on with `next` as `after`:
                    it is the position of the page's last event, or `after` where there is none. Where a filter has passed over more than
                    1,000 events in a row at the page's end, `next` stands behind them, so that nobody looks at them again; and one call looks
                    at 100,000 events at most. So the end is where `next` is the `after` that was given. A page may also end early at an event
                    that is just being stored, and then goes on when it is; and at 4 MiB.
                    A server reads as many pages at a time as it has room for (503 `OVERLOADED` beyond).""")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FeedEvent.Page.class),
            examples = @ExampleObject(EXAMPLE)))
    FeedEvent.Page read(
            @Parameter(description = "Position to read on from, exclusive", example = "16",
                    schema = @Schema(type = "integer", format = "int64", minimum = "0", defaultValue = "0"))
            @RequestParam(required = false) String after,
            @Parameter(example = "100",
                    schema = @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "100"))
            @RequestParam(required = false) String limit,
            @Parameter(description = "Only events of these types, e.g. OrderPlaced", example = "OrderPlaced")
            @RequestParam(required = false) List<String> type,
            @Parameter(
                    description = "Only events of these kinds of aggregates: Order, Ticket, Delivery, Account, Consumer, Restaurant, Courier",
                    example = "Order")
            @RequestParam(required = false) List<String> aggregateType,
            List<ConsistencyToken> tokens) {
        EventFilter filter = EventFilter.of(type, aggregateType);
        long from = number("after", after, 0, LAST_POSITION, 0);
        int most = (int) number("limit", limit, 1, 1_000, 100);
        return feed.read(from, most, filter, tokens);
    }

    private static long number(String name, String text, long least, long most, long otherwise) {
        if (text == null) {
            return otherwise;
        }
        if (NUMBER.matcher(text).matches()) {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw Refusal.ofField(Code.INVALID, name, "must be a whole number from %d to %d".formatted(least, most));
    }
}
