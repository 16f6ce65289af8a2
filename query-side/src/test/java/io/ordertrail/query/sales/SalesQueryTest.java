package io.ordertrail.query.sales;

import static io.ordertrail.query.sales.Orders.AJANTA;
import static io.ordertrail.query.sales.Orders.cancelled;
import static io.ordertrail.query.sales.Orders.delivered;
import static io.ordertrail.query.sales.Orders.eur;
import static io.ordertrail.query.sales.Orders.opened;
import static io.ordertrail.query.sales.Orders.refunded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.RestaurantEvent.OpeningHoursChanged;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.events.TimeZoneName;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.query.sales.Sales.Day;
import io.ordertrail.views.documents.StoreTest;
import io.ordertrail.views.following.FoldedViews;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@StoreTest
class SalesQueryTest {

    private final SalesProjection projection = new SalesProjection();
    private FoldedViews folded;
    private SalesQuery query;

    @BeforeEach
    void create(MongoDatabase database) {
        RestaurantZonesProjection zones = new RestaurantZonesProjection();
        folded = new FoldedViews(database, projection, zones);
        query = new SalesQuery(folded.views(), projection, zones);
    }

    @Test
    void whatWasSoldIsShownByDayEarliestFirst() {
        folded.publish(opened("Europe/Vienna"))
                .publish(delivered("1", "2026-11-21T17:30:00Z", "61.70"))
                .publish(cancelled("2", "2026-11-21T17:31:00Z"))
                .publish(delivered("3", "2026-11-21T18:00:00Z", "10"))
                .publish(cancelled("4", "2026-11-20T12:00:00Z"))
                .publish(Orders.placed("5", "2026-11-20T12:00:00Z"))
                .publish(Orders.placed("6", new RestaurantId("ajanta2"), "2026-11-21T17:30:00Z"), Orders.approved("6"));

        assertThat(find("2026-11-01", "2026-11-30")).containsExactly(day("2026-11-20", 1, "0", 1), day("2026-11-21", 3, "71.70", 1));
    }

    @Test
    void refundsAreTakenFromTheDayOnWhichTheOrderWasPlaced() {
        folded.publish(opened("UTC")).publish(delivered("1", "2026-11-01T12:00:00Z", "61.70"))
                .publish(delivered("2", "2026-11-02T12:00:00Z", "20"));
        folded.publish(refunded("1", "1.70")).publish(refunded("1", "20"));
        assertThat(find("2026-11-01", "2026-11-30")).containsExactly(day("2026-11-01", 1, "40", 0), day("2026-11-02", 1, "20", 0));

        folded.publish(refunded("1", "40"));
        assertThat(find("2026-11-01", "2026-11-30")).containsExactly(day("2026-11-01", 1, "0", 0), day("2026-11-02", 1, "20", 0));
    }

    @Test
    void bothEndsAreIncludedAndNothingBeyondThem() {
        folded.publish(opened("Pacific/Kiritimati"));
        for (String hour : List.of("19T09:59:59.999", "19T10:00:00", "20T09:59:59.999", "20T10:00:00")) {
            folded.publish(delivered(hour.replaceAll("\\D", ""), "2026-11-%sZ".formatted(hour), "10"));
        }

        assertThat(find("2026-11-20", "2026-11-20")).containsExactly(day("2026-11-20", 2, "20", 0));
    }

    @Test
    void daysBeginAtMidnightInTheRestaurantAlsoWhenItsZoneHasChanged() {
        folded.publish(opened("Asia/Kathmandu"))
                .publish(delivered("1", "2026-11-21T18:14:59Z", "1"))
                .publish(delivered("2", "2026-11-21T18:15:00Z", "2"));
        assertThat(find("2026-11-21", "2026-11-22")).containsExactly(day("2026-11-21", 1, "1", 0), day("2026-11-22", 1, "2", 0));

        folded.publish(new OpeningHoursChanged(AJANTA, "24/7", new TimeZoneName("America/New_York")));
        assertThat(find("2026-11-21", "2026-11-22")).containsExactly(day("2026-11-21", 2, "3", 0));
    }

    @Test
    void aDayOnWhichClocksAreChangedIsLongerOrShorter() {
        folded.publish(opened("Europe/Vienna"))
                .publish(delivered("1", "2026-10-24T22:00:00Z", "1"))
                .publish(delivered("2", "2026-10-25T22:59:59Z", "2"))
                .publish(delivered("3", "2026-10-25T23:00:00Z", "4"))
                .publish(delivered("4", "2026-03-28T23:00:00Z", "1"))
                .publish(delivered("5", "2026-03-29T21:59:59Z", "2"))
                .publish(delivered("6", "2026-03-29T22:00:00Z", "4"));

        assertThat(find("2026-01-01", "2026-12-31")).containsExactly(day("2026-03-29", 2, "3", 0), day("2026-03-30", 1, "4", 0),
                day("2026-10-25", 2, "3", 0), day("2026-10-26", 1, "4", 0));
    }

    @Test
    void aRestaurantWithoutOrdersHasNoDaysAndAnUnknownOneIsNotFound() {
        assertRefused(Code.NOT_FOUND);
        folded.publish(opened("UTC"));
        assertThat(find("2026-11-21", "2026-11-21")).isEmpty();
        assertThat(find("0001-01-01", "0003-12-31")).isEmpty();
        assertThat(find("9997-01-01", "9999-12-31")).isEmpty();
    }

    @Test
    void aTokenIsSatisfiedOnceItsEventIsCounted() {
        folded.publish(opened("UTC")).publish(delivered("1", "2026-11-01T12:00:00Z", "61.70"));
        ConsistencyToken refund = new ConsistencyToken("account-ada", 2, "1");
        ConsistencyToken approval = new ConsistencyToken(new OrderId("1").toString(), 1, "");
        ConsistencyToken move = new ConsistencyToken(AJANTA.toString(), 1, "");
        assertThat(find("2026-11-01", "2026-11-01", approval)).hasSize(1);
        for (ConsistencyToken token : List.of(refund, move)) {
            assertRefused(Code.VIEW_BEHIND, token);
        }

        folded.publish(refunded("1", "1.70"), new OpeningHoursChanged(AJANTA, "24/7", new TimeZoneName("Europe/Vienna")));

        assertThat(find("2026-11-01", "2026-11-01", refund, move)).containsExactly(day("2026-11-01", 1, "60", 0));
    }

    /** Of the kind that a token's event shows in one view and what it rests on, in another one, does not yet. */
    @Test
    void aRestaurantOfAKnownOrderIsNeverUnknownToWhoBringsItsToken() {
        ConsistencyToken placing = new ConsistencyToken(new OrderId("1").toString(), 0, "");
        folded.publish(Orders.placed("1", "2026-11-01T12:00:00Z"), Orders.placed("2", new RestaurantId("other"), "2026-11-01T12:00:00Z"));
        assertRefused(Code.VIEW_BEHIND, placing);
        assertRefused(Code.NOT_FOUND);
        assertRefused(Code.NOT_FOUND, new ConsistencyToken(new OrderId("2").toString(), 0, ""));
        folded.publish(opened("UTC"));
        assertThat(find("2026-11-01", "2026-11-01", placing)).isEmpty();
    }

    private void assertRefused(Code code, ConsistencyToken... tokens) {
        assertThatThrownBy(() -> find("2026-11-01", "2026-11-01", tokens)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private List<Day> find(String from, String to, ConsistencyToken... tokens) {
        return query.handle(new FindSales(AJANTA.value(), LocalDate.parse(from), LocalDate.parse(to), List.of(tokens))).days();
    }

    private static Day day(String date, long orders, String revenue, long cancellations) {
        return new Day(LocalDate.parse(date), orders, eur(revenue), cancellations);
    }
}
