package io.ordertrail.architecture.timeandidscomefrommessages.events;

record BadEvent(String id) {

    BadEvent() {
        this("" + System.nanoTime());
    }
}
