package io.ordertrail.query.live;

/** What a stream is about: one order, all orders of a consumer, or the board of a restaurant's kitchen. */
public record Topic(Kind kind, String id) {

    /** Of what. */
    public enum Kind {
        ORDER, CONSUMER, BOARD
    }
}
