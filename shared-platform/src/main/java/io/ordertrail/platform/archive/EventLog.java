package io.ordertrail.platform.archive;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A whole event store, as bytes: read from the first event to the last, and written the same way while it is empty. */
public interface EventLog {

    /** What it is called in what is told of it. */
    String name();

    /** Position of the last event, 0 if there is none. */
    long head();

    /** How many there are. Exact only where all came from one archive. */
    long count();

    /**
     * Hands over events in the order of their positions, until the one that was the last when the reading began.
     *
     * @param after position, exclusive
     */
    void read(long after, Consumer<ArchivedEvent> each) throws InterruptedException;

    /** Appends some events, in their order, all or none of them. What their positions become is the store's business. */
    void append(List<ArchivedEvent> events) throws InterruptedException;

    /** Where it is noted that an import has begun and is not finished. */
    Path unfinished(Path archive);
}
