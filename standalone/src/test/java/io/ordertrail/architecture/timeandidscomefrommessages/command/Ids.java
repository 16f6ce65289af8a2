package io.ordertrail.architecture.timeandidscomefrommessages.command;

public class Ids {
}
