package io.ordertrail.command.restaurant;

import io.ordertrail.command.Quote;
import io.ordertrail.command.Wanted;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.platform.refusal.Refusal;
import java.time.Instant;
import java.util.List;

/**
 * What others ask of restaurants. Answered as of now: by every change that was acknowledged before the question was put, on whichever node.
 * No command is sent, and none has to wait for an answer.
 */
public interface Quotes {

    /**
     * What these dishes cost, brought to this place at this time.
     *
     * @throws Refusal for what the restaurant cannot do; {@code NOT_FOUND} if there is no such restaurant
     */
    Quote quote(RestaurantId restaurant, List<Wanted> lines, GeoPoint deliverTo, Instant requestedFor);

    /**
     * Whether the restaurant would bring something to that place, at that time, whether or not it takes orders now.
     *
     * @param deliverTo null if the place is not the question
     * @param requestedFor null if the time is not the question
     * @throws Refusal as for a quote
     */
    void check(RestaurantId restaurant, GeoPoint deliverTo, Instant requestedFor);
}
