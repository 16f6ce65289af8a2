package io.ordertrail.platform.subscription;

import java.util.List;
import java.util.Optional;

/**
 * Where subscriptions are kept, the same for all nodes. Who they are for is changed by operators, from revision to revision; how far they have
 * come is written by their owner alone, the node that delivers for them.
 */
public interface SubscriptionRepository {

    /** Each is read by itself, and may have several calls under way. */
    int MOST = 50;

    /** @param owner the node that delivers for it, or did; null for none */
    record Kept(Subscription subscription, String owner) {
    }

    /** By name. */
    List<Kept> all();

    Optional<Subscription> find(String name);

    /** Nothing if there is no such one any more. */
    Optional<Progress> progress(Subscription of);

    /** @return false if there is one of that name */
    boolean add(Subscription subscription, Progress progress);

    /** @return false if the one before is not of the revision before this any more */
    boolean change(Subscription next);

    /** @return whether it was there */
    boolean remove(Subscription subscription);

    /**
     * Gives it to a node, or from it.
     *
     * @param before whose it was when it was read, null for nobody's
     * @param owner null for nobody
     * @return false if it was not theirs any more
     */
    boolean own(Subscription subscription, String before, String owner);

    /** @return false if it is not that node's any more */
    boolean keep(Subscription subscription, String owner, Progress progress);
}
