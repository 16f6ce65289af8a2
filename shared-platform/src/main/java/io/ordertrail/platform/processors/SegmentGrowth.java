package io.ordertrail.platform.processors;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Splits the segments of a processor that has fewer than it should, once after a start: each node splits its own ones that are the largest of
 * all. When there are enough it is over, so that what an operator merges later stays merged.
 */
class SegmentGrowth {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentGrowth.class);
    private static final long PATIENCE_SECONDS = 5;

    private final Map<String, Integer> wanted;

    SegmentGrowth(Collection<SegmentCount> counts) {
        wanted = new HashMap<>(counts.stream().collect(Collectors.toMap(SegmentCount::processor, SegmentCount::segments)));
    }

    /** @param segments all there are; none before they are made, which makes as many as there should be */
    void grow(StreamingEventProcessor processor, List<Segment> segments) {
        String name = processor.getName();
        if (segments.isEmpty() || !wanted.containsKey(name)) {
            return;
        }
        int missing = wanted.get(name) - segments.size();
        if (missing <= 0) {
            wanted.remove(name);
            return;
        }
        int largest = segments.stream().mapToInt(Segment::getMask).min().orElseThrow();
        segments.stream().filter(segment -> segment.getMask() == largest).limit(missing).map(Segment::getSegmentId)
                .filter(processor.processingStatus()::containsKey).forEach(id -> split(processor, id));
    }

    private static void split(StreamingEventProcessor processor, int segment) {
        if (processor.splitSegment(segment).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join()) {
            LOG.info("{}: segment {} split, for there are to be more", processor.getName(), segment);
        }
    }
}
