package io.ordertrail.platform.processors;

/** A bean that says into how many segments a processor is to be split where an earlier version has made fewer. */
public record SegmentCount(String processor, int segments) {
}
