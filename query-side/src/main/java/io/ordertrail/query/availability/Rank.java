package io.ordertrail.query.availability;

import io.ordertrail.events.GeoPoint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/** A restaurant's place in the order of answers: nearest first, those equally near by id. A further page begins after the last one's. */
record Rank(double metres, String id) implements Comparable<Rank> {

    /** Before all. */
    static final Rank NONE = new Rank(-1, "");

    private static final double MICRO = 1e6;

    private static final Comparator<Rank> ORDER = Comparator.comparingDouble(Rank::metres).thenComparing(Rank::id);

    /** To the micrometre, so that one place on the antimeridian is not two, as far away as rounding makes them. */
    static Rank of(AvailableRestaurant restaurant, GeoPoint place) {
        return new Rank(Math.rint(restaurant.location().metresTo(place) * MICRO) / MICRO, restaurant.id().value());
    }

    @Override
    public int compareTo(Rank other) {
        return ORDER.compare(this, other);
    }

    byte[] bytes() {
        byte[] text = id.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Double.BYTES + text.length).putDouble(metres).put(text).array();
    }

    static Rank of(byte[] bytes) {
        return new Rank(ByteBuffer.wrap(bytes).getDouble(), new String(bytes, Double.BYTES, bytes.length - Double.BYTES,
                StandardCharsets.UTF_8));
    }
}
