package io.ordertrail.architecture.theplatformknowsneitherside.command;

public class Decision {
}
