package io.ordertrail.query.dashboard;

import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.query.view.ViewStatus.SegmentStatus;
import java.util.List;

/** The event processors of this process, and what an operator does with them. All of it throws {@link Refusal} where it cannot be done. */
interface Processors {

    record Processor(String name, boolean running, List<SegmentStatus> segments) {
    }

    /** By name. */
    List<Processor> all();

    void pause(String name);

    void resume(String name);

    /** Splits the largest segment. */
    void split(String name);

    /** Merges the smallest segment with the one it was split from. */
    void merge(String name);
}
