package io.ordertrail.command.admission;

import java.time.Duration;

/** What the nodes tell each other of their load, a few times a second. */
public interface OtherNodes {

    /**
     * @param own how long the processes on this node need for what waits for them
     * @return the longest that another node has told of itself just now; zero if none has
     */
    Duration exchange(Duration own);
}
