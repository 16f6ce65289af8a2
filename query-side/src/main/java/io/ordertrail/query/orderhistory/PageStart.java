package io.ordertrail.query.orderhistory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Where a further page begins: after the last order of the one before. An order placed meanwhile comes before it and moves nothing. */
record PageStart(Instant placedAt, String id) {

    static PageStart after(OrderHistoryEntry last) {
        return new PageStart(last.placedAt(), last.id().value());
    }

    /** Whether it comes after that order. */
    boolean isBefore(OrderHistoryEntry entry) {
        int byTime = entry.placedAt().compareTo(placedAt);
        return byTime < 0 || byTime == 0 && entry.id().value().compareTo(id) < 0;
    }

    byte[] bytes() {
        byte[] text = id.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + text.length).putLong(placedAt.toEpochMilli()).put(text).array();
    }

    static PageStart of(byte[] bytes) {
        return new PageStart(Instant.ofEpochMilli(ByteBuffer.wrap(bytes).getLong()),
                new String(bytes, Long.BYTES, bytes.length - Long.BYTES, StandardCharsets.UTF_8));
    }
}
