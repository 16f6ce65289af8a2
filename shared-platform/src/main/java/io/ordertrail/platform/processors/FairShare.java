package io.ordertrail.platform.processors;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.pooled.MaxSegmentProvider;

/**
 * How many segments of a processor this node may hold: its share among the nodes that live. Axon's coordinator asks before it claims, and lets
 * go of what is above it. Every node reckons alike from the same list of nodes, so that shares add up to all segments and none wanders to and
 * fro.
 */
public class FairShare implements MaxSegmentProvider {

    /** Before anything is known of other nodes. */
    private static final int UNBOUNDED = Short.MAX_VALUE;

    private final Map<String, Integer> shares = new ConcurrentHashMap<>();
    private final Set<String> paused = ConcurrentHashMap.newKeySet();

    /** @param processor null while Axon checks whether one can be built with this, which none or nothing would keep it from */
    @Override
    public int getMaxSegments(String processor) {
        return processor == null ? UNBOUNDED : paused.contains(processor) ? 0 : shares.getOrDefault(processor, UNBOUNDED);
    }

    /**
     * For a processor that is several, each with segments of its own and not on every node.
     *
     * @param segments all there are of one of them; 0 before they are made
     * @param nodes on which it is; this one counts whether it is among them or not
     */
    public int getMaxSegments(String processor, int segments, String node, Collection<String> nodes) {
        return paused.contains(processor) ? 0 : of(segments, node, nodes);
    }

    /** @param segments all there are; 0 before they are made, which is for whichever node is first */
    void reckon(String processor, int segments, String node, Collection<String> nodes) {
        shares.put(processor, of(segments, node, nodes));
        paused.remove(processor);
    }

    /** Lets this node claim nothing. */
    void none(String processor) {
        paused.add(processor);
    }

    /** By rank of name: what does not divide evenly goes to the first ones, one each. Before there are any segments, whichever node is first makes them. */
    static int of(int segments, String node, Collection<String> nodes) {
        if (segments == 0) {
            return UNBOUNDED;
        }
        TreeSet<String> ranked = new TreeSet<>(nodes);
        ranked.add(node);
        int left = segments % ranked.size();
        return segments / ranked.size() + (ranked.headSet(node).size() < left ? 1 : 0);
    }
}
