package io.ordertrail.platform.subscription;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

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
 * @param givenUp ids of events that are not to be delivered, the latest {@link #MOST_GIVEN_UP}
 */
public record Subscription(String name, String id, long revision, String url, List<String> types, String restaurantId, String secret,
        boolean running, Replay replay, String retry, List<String> givenUp) {

    static final int MOST_GIVEN_UP = 100;

    /**
     * To be told again.
     *
     * @param id of this wish
     * @param after position, exclusive
     */
    public record Replay(String id, long after) {
    }

    public Subscription {
        // Written before there was such a thing.
        givenUp = givenUp == null ? List.of() : List.copyOf(givenUp);
    }

    public static Subscription of(String name, String url, List<String> types, String restaurantId, String secret) {
        return new Subscription(name, newId(), 0, url, types, restaurantId, secret, true, null, null, List.of());
    }

    /** Whether it is one of the house's own. */
    @JsonIgnore
    public boolean isPort() {
        return url == null;
    }

    /** To another place, or of other events, from where it stands; what has failed is tried at once. */
    Subscription changed(String newUrl, List<String> newTypes, String newRestaurantId, String newSecret) {
        return new Subscription(name, id, revision + 1, newUrl, newTypes, newRestaurantId, newSecret, running, replay, newId(), givenUp);
    }

    Subscription paused() {
        return new Subscription(name, id, revision + 1, url, types, restaurantId, secret, false, replay, retry, givenUp);
    }

    Subscription resumed() {
        return new Subscription(name, id, revision + 1, url, types, restaurantId, secret, true, replay, newId(), givenUp);
    }

    /** What was given up is told again, too. */
    Subscription replayed(long after) {
        return new Subscription(name, id, revision + 1, url, types, restaurantId, secret, running, new Replay(newId(), after), retry,
                List.of());
    }

    Subscription without(String eventId) {
        List<String> all = Stream.concat(givenUp.stream(), Stream.of(eventId)).toList();
        return new Subscription(name, id, revision + 1, url, types, restaurantId, secret, running, replay, retry,
                all.subList(Math.max(0, all.size() - MOST_GIVEN_UP), all.size()));
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
