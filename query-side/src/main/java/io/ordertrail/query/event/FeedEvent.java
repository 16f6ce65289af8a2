package io.ordertrail.query.event;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * An event as readers outside see it, in the feed and in an order's own history alike: the same event is the same bytes wherever and
 * whenever it is shown. Payload and metadata are kept as the JSON text they are shown as.
 *
 * @param aggregateId the API's id, without the store's prefix
 */
public record FeedEvent(long position, String id, String type, String revision, String aggregateType, String aggregateId, long sequence,
        Instant time,
        @JsonRawValue @JsonDeserialize(using = RawJson.class) @Schema(implementation = Object.class) String payload,
        @JsonRawValue @JsonDeserialize(using = RawJson.class) @Schema(implementation = Object.class) String metadata) {

    /**
     * Some events in order of position.
     *
     * @param next what to ask for as {@code after} to read on
     */
    @Schema(name = "EventPage")
    public record Page(List<FeedEvent> events, long next) {

        /** @param after what the page was asked for */
        public static Page of(List<FeedEvent> events, long after) {
            return new Page(events, events.isEmpty() ? after : events.getLast().position());
        }
    }
}
