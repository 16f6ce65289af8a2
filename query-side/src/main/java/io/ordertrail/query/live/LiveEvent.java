package io.ordertrail.query.live;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.query.orderevents.FindOwners.Owner;
import io.ordertrail.query.orderevents.OrderMoment;
import java.util.stream.Stream;

/**
 * An event as far as streams need to know it.
 *
 * @param owner whose the order is, each part null if it is not known
 * @param onBoard whether it changes what a kitchen sees
 * @param token of the event itself
 */
record LiveEvent(long position, String type, String orderId, Owner owner, boolean onBoard, ConsistencyToken token) {

    private static final Owner UNKNOWN = new Owner(null, null);

    /** For a stream of which is known that it is concerned. */
    static LiveEvent of(OrderMoment moment) {
        return new LiveEvent(moment.position(), moment.type(), moment.orderId(), UNKNOWN, false, moment.token());
    }

    /** What it is about. */
    Stream<Topic> topics() {
        return Stream.of(new Topic(Topic.Kind.ORDER, orderId), new Topic(Topic.Kind.CONSUMER, owner.consumerId()),
                new Topic(Topic.Kind.BOARD, onBoard ? owner.restaurantId() : null)).filter(topic -> topic.id() != null);
    }

    boolean concerns(Topic topic) {
        return switch (topic.kind()) {
            case ORDER -> orderId.equals(topic.id());
            case CONSUMER -> topic.id().equals(owner.consumerId());
            case BOARD -> onBoard && topic.id().equals(owner.restaurantId());
        };
    }
}
