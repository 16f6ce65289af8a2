package io.ordertrail.query.dashboard;

import io.ordertrail.query.event.FeedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** An order's events, each in the lane of its aggregate, in the order in which they were stored. */
record OrderLife(String id, List<Moment> moments) {

    /** A pause that is worth a word. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** The parts that play in an order's life, from left to right. */
    enum Lane {
        ORDER("Order"), TICKET("Ticket"), ACCOUNT("Payment"), DELIVERY("Delivery");

        private final String title;

        Lane(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }

        public int column() {
            return ordinal() + 1;
        }

        static Lane of(String aggregateType) {
            return switch (aggregateType) {
                case "Ticket" -> TICKET;
                case "Account" -> ACCOUNT;
                case "Delivery" -> DELIVERY;
                default -> ORDER;
            };
        }
    }

    /**
     * @param name of the event, as words
     * @param later since the event before, null if that is not worth a word
     * @param payload as indented JSON
     */
    record Moment(FeedEvent event, Lane lane, String name, Double later, String payload) {
    }

    static OrderLife of(String id, List<FeedEvent> events, JsonMapper json) {
        List<Moment> moments = new ArrayList<>();
        Instant before = null;
        for (FeedEvent event : events) {
            Duration gap = before == null ? Duration.ZERO : Duration.between(before, event.time());
            moments.add(new Moment(event, Lane.of(event.aggregateType()), inWords(event.type()),
                    gap.compareTo(PAUSE) < 0 ? null : gap.toMillis() / 1000.0,
                    json.readTree(event.payload()).toPrettyString()));
            before = event.time();
        }
        return new OrderLife(id, List.copyOf(moments));
    }

    /** {@code OrderApproved} as one reads it: Order approved. */
    private static String inWords(String type) {
        StringBuilder words = new StringBuilder();
        for (char letter : type.toCharArray()) {
            words.append(!words.isEmpty() && Character.isUpperCase(letter) ? " " + Character.toLowerCase(letter) : letter);
        }
        return words.toString();
    }
}
