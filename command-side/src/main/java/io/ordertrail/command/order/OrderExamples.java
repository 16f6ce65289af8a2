package io.ordertrail.command.order;

/** Bodies as the API document shows them. */
final class OrderExamples {

    static final String PLACE = """
            {"consumerId":"01KAMZ6T4V9Q8X3N5B7C1D2E3F","restaurantId":"01KAMZ6T4V9Q8X3N5B7C1D2E3G",
             "lines":[{"menuItemId":"1","quantity":5}],
             "deliverTo":{"address":{"street":"Getreidegasse 9","city":"Salzburg","postalCode":"5020","country":"AT"},
                          "location":{"lat":47.80,"lon":13.04}},
             "requestedFor":"2026-11-21T18:00:00Z","reference":"T-417"}""";

    static final String REVISE_QUANTITIES = """
            {"lines":[{"menuItemId":"1","quantity":10}],"expectedVersion":1}""";

    static final String REVISE_DELIVERY = """
            {"deliverTo":{"address":{"street":"Mozartplatz 1","city":"Salzburg","postalCode":"5020","country":"AT","note":"Ring twice"},
                          "location":{"lat":47.798,"lon":13.047}},
             "requestedFor":"2026-11-21T18:30:00Z"}""";

    static final String PLACED = """
            {"id":"01KAMZ6T4V9Q8X3N5B7C1D2E3H","status":"APPROVAL_PENDING","version":0,"consumerId":"01KAMZ6T4V9Q8X3N5B7C1D2E3F",
             "restaurant":{"id":"01KAMZ6T4V9Q8X3N5B7C1D2E3G","name":"Ajanta"},
             "lines":[{"menuItemId":"1","name":"Chicken Vindaloo","price":{"amount":"12.34","currency":"EUR"},"quantity":5}],
             "total":{"amount":"61.70","currency":"EUR"},"placedAt":"2026-11-21T17:00:00Z","requestedFor":"2026-11-21T18:00:00Z",
             "reference":"T-417",
             "deliverTo":{"address":{"street":"Getreidegasse 9","city":"Salzburg","postalCode":"5020","country":"AT"},
                          "location":{"lat":47.80,"lon":13.04}}}""";

    static final String CANCELLING = """
            {"id":"01KAMZ6T4V9Q8X3N5B7C1D2E3H","status":"CANCEL_PENDING","version":2}""";

    static final String REVISING = """
            {"id":"01KAMZ6T4V9Q8X3N5B7C1D2E3H","status":"REVISION_PENDING","version":2}""";

    private OrderExamples() {
    }
}
