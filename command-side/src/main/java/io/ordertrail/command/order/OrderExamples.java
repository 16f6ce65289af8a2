package io.ordertrail.command.order;

/** Bodies as the API document shows them. */
final class OrderExamples {

    static final String PLACE = """
            {"consumerId":"01KAV9Y0A1B2C3D4E5F6G7H8JK","restaurantId":"01KAV9X0A1B2C3D4E5F6G7H8JK",
             "lines":[{"menuItemId":"1","quantity":5}],
             "deliverTo":{"address":{"street":"Getreidegasse 9","city":"Salzburg","postalCode":"5020","country":"AT"},
                          "location":{"lat":47.80,"lon":13.04}},
             "requestedFor":"{tomorrow}T18:00:00Z","reference":"T-417"}""";

    static final String REVISE_QUANTITIES = """
            {"lines":[{"menuItemId":"1","quantity":10}],"expectedVersion":1}""";

    static final String REVISE_DELIVERY = """
            {"deliverTo":{"address":{"street":"Mozartplatz 1","city":"Salzburg","postalCode":"5020","country":"AT","note":"Ring twice"},
                          "location":{"lat":47.798,"lon":13.047}},
             "requestedFor":"{tomorrow}T18:30:00Z"}""";

    static final String PLACED = """
            {"id":"01KAV9Z5N3Q8T6M2X4R7W0Y1BC","status":"APPROVAL_PENDING","version":0,"consumerId":"01KAV9Y0A1B2C3D4E5F6G7H8JK",
             "restaurant":{"id":"01KAV9X0A1B2C3D4E5F6G7H8JK","name":"Ajanta"},
             "lines":[{"menuItemId":"1","name":"Chicken Vindaloo","price":{"amount":"12.34","currency":"EUR"},"quantity":5}],
             "total":{"amount":"61.70","currency":"EUR"},"placedAt":"{yesterday}T17:00:00Z","requestedFor":"{tomorrow}T18:00:00Z",
             "reference":"T-417",
             "deliverTo":{"address":{"street":"Getreidegasse 9","city":"Salzburg","postalCode":"5020","country":"AT"},
                          "location":{"lat":47.80,"lon":13.04}}}""";

    static final String CANCELLING = """
            {"id":"01KAV9Z5N3Q8T6M2X4R7W0Y1BC","status":"CANCEL_PENDING","version":2}""";

    static final String REVISING = """
            {"id":"01KAV9Z5N3Q8T6M2X4R7W0Y1BC","status":"REVISION_PENDING","version":2}""";

    private OrderExamples() {
    }
}
