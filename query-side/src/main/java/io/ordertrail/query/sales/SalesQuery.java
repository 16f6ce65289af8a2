package io.ordertrail.query.sales;

import io.ordertrail.events.CurrencyCode;
import io.ordertrail.events.Money;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.views.following.Generation;
import io.ordertrail.views.following.Views;
import io.ordertrail.views.projection.Stored;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** Answers from the sums alone, a document for each day in UTC, by the clock that the restaurant has now. */
@Component
class SalesQuery {

    private final Views views;
    private final SalesProjection sales;
    private final RestaurantZonesProjection zones;

    SalesQuery(Views views, SalesProjection sales, RestaurantZonesProjection zones) {
        this.views = views;
        this.sales = sales;
        this.zones = zones;
    }

    @QueryHandler
    Sales handle(FindSales query) {
        Generation<Sale> sold = views.live(sales);
        Generation<RestaurantZone> known = views.live(zones);
        sold.requireSeen(query.tokens());
        known.requireSeen(query.tokens());
        RestaurantZone zone = known.find(query.restaurantId()).map(Stored::entry)
                .orElseThrow(() -> unknown(query, sold));
        // No zone is a day or more from UTC.
        Map<String, LocalDate> ids = query.from().minusDays(1).datesUntil(query.to().plusDays(2))
                .collect(Collectors.toMap(day -> Quarter.idOf(query.restaurantId(), day), day -> day));
        Map<LocalDate, Taken> byDate = new TreeMap<>();
        sold.sums(ids.keySet()).forEach((id, quarters) -> quarters.byName().forEach((number, taken) -> {
            LocalDate date = new Quarter(ids.get(id), Integer.parseInt(number)).dateIn(zone.timeZone().rules());
            if (!date.isBefore(query.from()) && !date.isAfter(query.to())) {
                byDate.computeIfAbsent(date, d -> new Taken()).add(taken.numbers());
            }
        }));
        return new Sales(byDate.entrySet().stream().map(day -> day.getValue().on(day.getKey(), zone.currency())).toList());
    }

    /**
     * A restaurant's own events are followed apart from its orders'. One that has an order the token told of has opened, whether the zones have
     * got that far or not.
     */
    private Refusal unknown(FindSales query, Generation<Sale> sold) {
        boolean hasOrders = sold.entriesOf(query.tokens()).stream().map(Sale::restaurantId)
                .anyMatch(new RestaurantId(query.restaurantId())::equals);
        return hasOrders ? Refusal.viewBehind(zones.view()) : Refusal.notFound("restaurant", query.restaurantId());
    }

    /** What has been taken on one day, as {@link SalesProjection#addends} gives it. */
    private static final class Taken {

        private long orders;
        private long cancellations;
        private BigDecimal revenue = BigDecimal.ZERO;

        void add(List<BigDecimal> numbers) {
            orders += numbers.get(0).longValueExact();
            cancellations += numbers.get(1).longValueExact();
            revenue = revenue.add(numbers.get(2));
        }

        Sales.Day on(LocalDate date, CurrencyCode currency) {
            return new Sales.Day(date, orders, new Money(revenue, currency), cancellations);
        }
    }
}
