package io.ordertrail.architecture.timeandidscomefrommessages.query.view;

public interface Projection {
}
