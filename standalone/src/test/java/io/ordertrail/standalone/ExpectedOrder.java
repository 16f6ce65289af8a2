package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import tools.jackson.databind.JsonNode;

/** What a plain in-memory model says of one order, to be held against its history entry. */
class ExpectedOrder {

    final String id;
    final Ending ending;
    final String consumer;
    final String restaurant;
    final Map<String, Integer> quantities = new LinkedHashMap<>();
    final Map<String, BigDecimal> prices;
    String restaurantName;
    String requestedFor;
    String reference;
    String reason;

    ExpectedOrder(String id, Ending ending, String consumer, String restaurant, String restaurantName, Map<String, BigDecimal> prices) {
        this.id = id;
        this.ending = ending;
        this.consumer = consumer;
        this.restaurant = restaurant;
        this.restaurantName = restaurantName;
        this.prices = prices;
    }

    BigDecimal total() {
        return quantities.entrySet()
                .stream()
                .map(line -> prices.get(line.getKey()).multiply(BigDecimal.valueOf(line.getValue())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    void assertMatches(JsonNode entry) {
        SoftAssertions softly = new SoftAssertions();
        is(softly, entry, "/id", id);
        is(softly, entry, "/status", ending.order);
        is(softly, entry, "/consumerId", consumer);
        is(softly, entry, "/restaurant/id", restaurant);
        is(softly, entry, "/restaurant/name", restaurantName);
        is(softly, entry, "/requestedFor", requestedFor);
        is(softly, entry, "/reference", reference);
        is(softly, entry, "/rejection", ending.isRejection() ? ending.name() : null);
        is(softly, entry, "/total/amount", total().toPlainString());
        is(softly, entry, "/total/currency", "EUR");
        is(softly, entry, "/ticket/status", ending.ticket);
        is(softly, entry, "/ticket/declineReason", ending == Ending.DECLINED || ending == Ending.TIMED_OUT ? reason : null);
        is(softly, entry, "/payment/status", ending.payment);
        is(softly, entry, "/payment/amount/amount", ending.payment == null ? null : total().toPlainString());
        is(softly, entry, "/payment/refunded/amount", ending == Ending.REFUNDED ? total().toPlainString() : null);
        is(softly, entry, "/delivery/status", ending.delivery);
        is(softly, entry, "/delivery/failureReason", ending == Ending.NOT_DELIVERED ? reason : null);
        softly.assertThat(entry.at("/delivery/deliveredAt").isMissingNode()).as("no time of delivery")
                .isEqualTo(!"COMPLETED".equals(ending.delivery));
        Map<String, Integer> lines = new LinkedHashMap<>();
        entry.path("lines").forEach(line -> {
            lines.put(line.path("menuItemId").asString(), line.path("quantity").asInt());
            is(softly, line, "/price/amount", prices.get(line.path("menuItemId").asString()).toPlainString());
        });
        softly.assertThat(lines).as("lines").isEqualTo(quantities);
        try {
            softly.assertAll();
        } catch (AssertionError e) {
            throw new AssertionError("%s %s: %s".formatted(ending, id, entry), e);
        }
        assertThat(entry.path("placedAt").asString()).isNotEmpty();
    }

    private static void is(SoftAssertions softly, JsonNode entry, String pointer, String expected) {
        JsonNode actual = entry.at(pointer);
        softly.assertThat(actual.isMissingNode() ? null : actual.asString()).as(pointer).matches(value -> Objects.equals(value, expected),
                "should be " + expected);
    }
}
