package io.ordertrail.architecture.timeandidscomefrommessages.query.history;

import io.ordertrail.architecture.timeandidscomefrommessages.views.projection.Projection;

class BadProjection implements Projection {

    double fold() {
        return Math.random();
    }
}
