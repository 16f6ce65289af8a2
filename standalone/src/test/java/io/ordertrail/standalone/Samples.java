package io.ordertrail.standalone;

import java.time.Instant;

/** Bodies that the API accepts, for tests that are about something else. */
final class Samples {

    static final String RESTAURANT = """
            {"name":"Ajanta","address":{"street":"Linzer Gasse 1","city":"Salzburg","postalCode":"5020","country":"AT"},
             "location":{"lat":47.803,"lon":13.047},"deliveryRadiusMetres":3000,"timeZone":"Europe/Vienna",
             "openingHours":"24/7","cuisines":["indian"],"currency":"EUR","minimumOrder":{"amount":"10.00","currency":"EUR"},
             "menu":[{"id":"1","name":"Chicken Vindaloo","price":{"amount":"12.34","currency":"EUR"}},
                     {"id":"2","name":"Naan","price":{"amount":"2.50","currency":"EUR"}}]}""";

    static final String DELIVER_TO =
            """
            {"address":{"street":"Getreidegasse 9","city":"Salzburg","postalCode":"5020","country":"AT"},"location":{"lat":47.80,"lon":13.04}}""";

    private Samples() {
    }

    static String order(String consumer, String restaurant, int quantity) {
        return order(consumer, restaurant, "[{\"menuItemId\":\"1\",\"quantity\":%d}]".formatted(quantity));
    }

    static String order(String consumer, String restaurant, String lines) {
        return "{\"consumerId\":\"%s\",\"restaurantId\":\"%s\",\"lines\":%s,\"deliverTo\":%s}".formatted(consumer, restaurant, lines,
                DELIVER_TO);
    }

    static String readyBy(Instant time) {
        return "{\"readyBy\":\"%s\"}".formatted(time);
    }
}
