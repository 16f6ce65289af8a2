package io.ordertrail.query.orderhistory;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.bson.conversions.Bson;

/** Where a further page begins: after the last order of the one before. An order placed meanwhile comes before it and moves nothing. */
record PageStart(Instant placedAt, String id) {

    static PageStart after(OrderHistoryEntry last) {
        return new PageStart(last.placedAt(), last.id().value());
    }

    byte[] bytes() {
        byte[] text = id.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + text.length).putLong(placedAt.toEpochMilli()).put(text).array();
    }

    static PageStart of(byte[] bytes) {
        return new PageStart(Instant.ofEpochMilli(ByteBuffer.wrap(bytes).getLong()),
                new String(bytes, Long.BYTES, bytes.length - Long.BYTES, StandardCharsets.UTF_8));
    }

    /** The first condition follows from the others; it bounds the index. */
    Bson filter() {
        return and(lte(OrderHistoryProjection.PLACED_AT, placedAt),
                or(lt(OrderHistoryProjection.PLACED_AT, placedAt), lt(OrderHistoryProjection.ID, id)));
    }
}
