package io.ordertrail.command.order;

/** Request bodies as the API document shows them. */
final class OrderExamples {

    static final String PLACE = """
            {"consumerId":"01KAMZ6T4V9Q8X3N5B7C1D2E3F","restaurantId":"01KAMZ6T4V9Q8X3N5B7C1D2E3G",
             "lines":[{"menuItemId":"1","quantity":5}],
             "deliverTo":{"address":{"street":"Getreidegasse 9","city":"Salzburg","postalCode":"5020","country":"AT"},
                          "location":{"lat":47.80,"lon":13.04}},
             "requestedFor":"2026-11-21T18:00:00Z"}""";

    static final String REVISE_QUANTITIES = """
            {"lines":[{"menuItemId":"1","quantity":10}],"expectedVersion":1}""";

    static final String REVISE_DELIVERY = """
            {"deliverTo":{"address":{"street":"Mozartplatz 1","city":"Salzburg","postalCode":"5020","country":"AT","note":"Ring twice"},
                          "location":{"lat":47.798,"lon":13.047}},
             "requestedFor":"2026-11-21T18:30:00Z"}""";

    private OrderExamples() {
    }
}
