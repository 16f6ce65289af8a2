package io.ordertrail.query.availability;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Projections;
import io.ordertrail.query.Cursors;
import io.ordertrail.views.documents.ViewStore;
import io.ordertrail.views.following.Generation;
import io.ordertrail.views.following.Views;
import io.ordertrail.views.projection.Stored;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.conversions.Bson;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Answers from the live generation of the available restaurants. The store offers candidates; whether a restaurant delivers there and is open
 * then is decided here, by the rules that an order has to meet.
 */
@Component
class AvailabilityQuery {

    private static final int MINUTES_OF_DAY = 24 * 60;

    private final Views views;
    private final AvailabilityProjection availability;
    private final Cursors cursors;
    private final ViewStore store;
    private volatile Nearby nearby;

    /** Restaurants among which it is to be looked equally far, at the same time of the week. */
    private record Round(int reach, int minute) {

        static final Comparator<Round> SHORTEST_FIRST = Comparator.comparingInt(Round::reach).thenComparingInt(Round::minute);

        static Round of(Market market, Instant at) {
            return new Round(market.reach(), minuteOfWeek(LocalDateTime.ofInstant(at, market.zone().rules())));
        }

        private static int minuteOfWeek(LocalDateTime time) {
            return (time.getDayOfWeek().getValue() - 1) * MINUTES_OF_DAY + time.get(ChronoField.MINUTE_OF_DAY);
        }

        double metres() {
            return 1L << reach;
        }
    }

    @Autowired
    AvailabilityQuery(Views views, AvailabilityProjection availability, Cursors cursors, ViewStore store) {
        this(views, availability, cursors, store, null);
    }

    /** @param nearby null for the way that suits the store */
    AvailabilityQuery(Views views, AvailabilityProjection availability, Cursors cursors, ViewStore store, Nearby nearby) {
        this.views = views;
        this.availability = availability;
        this.cursors = cursors;
        this.store = store;
        this.nearby = nearby;
    }

    @QueryHandler
    AvailabilityPage handle(FindAvailable query) {
        Generation<AvailabilityEntry> live = views.live(availability);
        live.requireSeen(query.tokens());
        Rank after = query.cursor() == null ? Rank.NONE : Rank.of(cursors.open(query.cursor(), query.question()));
        // One more than asked for tells whether there is a further page.
        NavigableMap<Rank, AvailableRestaurant> found = nearest(live.collection(), query, after, query.limit() + 1);
        String next = null;
        if (found.size() > query.limit()) {
            found.pollLastEntry();
            next = cursors.seal(found.lastKey().bytes(), query.question());
        }
        return new AvailabilityPage(found.entrySet().stream().map(hit -> hit.getValue().at(hit.getKey().metres())).toList(), next);
    }

    private NavigableMap<Rank, AvailableRestaurant> nearest(MongoCollection<Stored<AvailabilityEntry>> restaurants, FindAvailable query,
            Rank after, int wanted) {
        NavigableMap<Rank, AvailableRestaurant> nearest = new TreeMap<>();
        roundsOf(restaurants, query).forEach((round, markets) -> {
            double farthest = nearest.size() < wanted ? round.metres() : Math.min(round.metres(), nearest.lastKey().metres());
            Bson candidates = and(in(AvailabilityProjection.MARKET, markets),
                    in(AvailabilityProjection.OPENINGS, Openings.at(round.minute(), query.cuisine())),
                    way().between(query.place(), after.metres(), farthest));
            try (MongoCursor<Stored<AvailabilityEntry>> cursor = restaurants.find(candidates)
                    .projection(Projections.exclude(AvailabilityProjection.OPENINGS)).batchSize(wanted + 1).cursor()) {
                while (cursor.hasNext()) {
                    AvailableRestaurant restaurant = cursor.next().entry().restaurant();
                    Rank rank = Rank.of(restaurant, query.place());
                    if (way() == Nearby.INDEXED && nearest.size() == wanted
                            && rank.metres() > nearest.lastKey().metres() + Nearby.SLACK) {
                        break;
                    }
                    if (rank.compareTo(after) > 0 && query.isAnsweredBy(restaurant)) {
                        nearest.put(rank, restaurant);
                        if (nearest.size() > wanted) {
                            nearest.pollLastEntry();
                        }
                    }
                }
            }
        });
        return nearest;
    }

    /** Where to look, by what is there: time zones with the same time go together. */
    private static Map<Round, List<String>> roundsOf(MongoCollection<Stored<AvailabilityEntry>> restaurants, FindAvailable query) {
        return restaurants.distinct(AvailabilityProjection.MARKET, Market.around(query.place()), String.class).into(new ArrayList<>())
                .stream()
                .collect(Collectors.groupingBy(market -> Round.of(Market.of(market), query.at()),
                        () -> new TreeMap<>(Round.SHORTEST_FIRST), Collectors.toList()));
    }

    private Nearby way() {
        if (nearby == null) {
            nearby = store.embedded() ? Nearby.SCANNED : Nearby.INDEXED;
        }
        return nearby;
    }
}
