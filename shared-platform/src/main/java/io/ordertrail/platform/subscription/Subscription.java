package io.ordertrail.platform.subscription;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.UUID;

/**
 * Who outside is told of which events.
 *
 * @param name as operators call it
 * @param id of this one: another may have had the name before
 * @param revision counts its changes
 * @param url where to; null for a port of the house, which knows that by itself
 * @param types names of event types, empty for all
 * @param restaurantId whose events, null for everybody's
 * @param secret what deliveries are signed with, never shown; null for a port
 * @param running false while it is paused
 * @param replay the latest wish to be told again, null if there was none
 * @param retry names the latest wish that what waits be tried at once, null if there was none
 */
public record Subscription(String name, String id, long revision, String url, List<String> types, String restaurantId, String secret,
        boolean running, Replay replay, String retry) {

    /**
     * To be told again.
     *
     * @param id of this wish
     * @param after position, exclusive
     */
    public record Replay(String id, long after) {
    }

    public static Subscription of(String name, String url, List<String> types, String restaurantId, String secret) {
        return new Subscription(name, newId(), 0, url, types, restaurantId, secret, true, null, null);
    }

    /** Whether it is one of the house's own. */
    @JsonIgnore
    public boolean isPort() {
        return url == null;
    }

    /** To another place, or of other events, from where it stands; what has failed is tried at once. */
    Subscription changed(String newUrl, List<String> newTypes, String newRestaurantId, String newSecret) {
        return new Subscription(name, id, revision + 1, newUrl, newTypes, newRestaurantId, newSecret, running, replay, newId());
    }

    Subscription paused() {
        return new Subscription(name, id, revision + 1, url, types, restaurantId, secret, false, replay, retry);
    }

    Subscription resumed() {
        return new Subscription(name, id, revision + 1, url, types, restaurantId, secret, true, replay, newId());
    }

    Subscription replayed(long after) {
        return new Subscription(name, id, revision + 1, url, types, restaurantId, secret, running, new Replay(newId(), after), retry);
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "Subscription[%s to %s]".formatted(name, url);
    }
}
