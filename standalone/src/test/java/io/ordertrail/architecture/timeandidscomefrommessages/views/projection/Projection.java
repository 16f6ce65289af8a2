package io.ordertrail.architecture.timeandidscomefrommessages.views.projection;

public interface Projection {
}
