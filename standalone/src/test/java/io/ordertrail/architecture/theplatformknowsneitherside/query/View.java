package io.ordertrail.architecture.theplatformknowsneitherside.query;

public class View {
}
