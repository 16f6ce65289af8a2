package io.ordertrail.query.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordertrail.events.AccountEvent.PaymentAuthorized;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.MenuItem;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderEvent.OrderDelivered;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.RestaurantEvent.MenuRevised;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.platform.events.InMemoryEvents;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.refusal.Refusal.Reason;
import io.ordertrail.query.event.EventRenderings;
import io.ordertrail.query.event.FeedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters hide events and change nothing else; and nobody looks at the same hidden ones for ever. */
class EventFilterTest {

    private static final OrderId ORDER = new OrderId("01KAV9Z5N3Q8T6M2X4R7W0Y1BC");
    private static final AccountId ACCOUNT = new AccountId("01KAV9Y0A1B2C3D4E5F6G7H8JK");
    private static final Money AMOUNT = Money.of("61.70", "EUR");
    private static final EventFilter DELIVERED = EventFilter.of(List.of("OrderDelivered"), null);

    private final EmbeddedEventStore store = EmbeddedEventStore.builder().storageEngine(new InMemoryEvents()).build();
    private final EventFeed feed = new EventFeed(store, EventRenderings.rendering());
    private long stored;

    @AfterEach
    void close() {
        store.shutDown();
    }

    @Test
    void whatIsShownHasThePositionThatItHasWithoutFilter() {
        store(new OrderApproved(ORDER), 1);
        store(new PaymentAuthorized(ACCOUNT, ORDER, AMOUNT), 2);
        store(new OrderDelivered(ORDER), 1);

        assertThat(positions(List.of("OrderDelivered", "OrderApproved"), null)).containsExactly(1L, 4L);
        assertThat(positions(null, List.of("Account"))).containsExactly(2L, 3L);
        assertThat(positions(null, List.of("Order", "Account"))).containsExactly(1L, 2L, 3L, 4L);
        assertThat(positions(List.of("OrderApproved", "PaymentAuthorized"), List.of("Order"))).as("both must let it pass")
                .containsExactly(1L);
        assertThat(positions(List.of("OrderApproved"), List.of("Courier"))).isEmpty();
    }

    @Test
    void aFilteredPageLeadsOnFromItsLastEventAndAnEmptyOneToItself() {
        store(new OrderDelivered(ORDER), 3);
        store(new OrderApproved(ORDER), Stretch.MOST_PASSED_AGAIN);

        assertThat(feed.read(0, 2, DELIVERED, List.of()).next()).isEqualTo(2);
        assertThat(feed.read(2, 2, DELIVERED, List.of()).next()).isEqualTo(3);
        assertThat(feed.read(3, 2, DELIVERED, List.of())).isEqualTo(new FeedEvent.Page(List.of(), 3));
    }

    @Test
    void whatCostsMoreThanAPageToPassOverIsPassedOverOnce() {
        store(new OrderDelivered(ORDER), 1);
        store(new OrderApproved(ORDER), Stretch.MOST_PASSED_AGAIN + 1);

        FeedEvent.Page page = feed.read(0, 100, DELIVERED, List.of());

        assertThat(page.events()).extracting(FeedEvent::position).containsExactly(1L);
        assertThat(page.next()).isEqualTo(stored);
        assertThat(feed.read(page.next(), 100, DELIVERED, List.of())).isEqualTo(new FeedEvent.Page(List.of(), stored));
    }

    @Test
    void oneCallLooksAtABoundedStretchAndTheNextGoesOnBehindIt() {
        store(new OrderApproved(ORDER), Stretch.MOST_LOOKED_AT);
        store(new OrderDelivered(ORDER), 1);

        FeedEvent.Page page = feed.read(0, 100, DELIVERED, List.of());

        assertThat(page).isEqualTo(new FeedEvent.Page(List.of(), Stretch.MOST_LOOKED_AT));
        assertThat(feed.read(page.next(), 100, DELIVERED, List.of()).events()).extracting(FeedEvent::position).containsExactly(stored);
    }

    @Test
    void aPageOfLargeEventsEndsEarlyAndAllAreShownInTheEnd() {
        RestaurantId restaurant = new RestaurantId("01KAV9X0A1B2C3D4E5F6G7H8JK");
        List<MenuItem> menu = IntStream.range(0, 1_000).mapToObj(item -> new MenuItem("item-" + item, "x".repeat(200), AMOUNT)).toList();
        store(new MenuRevised(restaurant, menu), 40);

        List<Integer> sizes = new ArrayList<>();
        for (FeedEvent.Page page = feed.read(0, 1_000, EventFilter.NONE, List.of()); !page.events().isEmpty(); page =
                feed.read(page.next(), 1_000, EventFilter.NONE, List.of())) {
            sizes.add(page.events().size());
            assertThat(page.events().stream().mapToLong(event -> event.payload().length()).sum()).isLessThan(5 << 20);
        }

        assertThat(sizes).hasSizeGreaterThan(1);
        assertThat(sizes.stream().mapToInt(size -> size).sum()).isEqualTo(40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"orderplaced", "", "OrderEvent", "io.ordertrail.events.OrderEvent$OrderPlaced"})
    void aTypeThatIsNoneIsBlamedAndTheOthersAreNamed(String type) {
        assertThatThrownBy(() -> EventFilter.of(List.of("OrderPlaced", type), null)).isInstanceOf(Refusal.class)
                .extracting(refusal -> ((Refusal) refusal).reason()).returns("type", Reason::field).returns(Code.INVALID, Reason::code)
                .satisfies(reason -> assertThat(reason.detail()).contains("OrderPlaced", "TicketCreated"));
        assertThatThrownBy(() -> EventFilter.of(null, List.of("order"))).isInstanceOf(Refusal.class)
                .extracting(refusal -> ((Refusal) refusal).reason()).returns("aggregateType", Reason::field)
                .returns("must be one of Account, Consumer, Courier, Delivery, Order, Restaurant, Ticket", Reason::detail);
    }

    private List<Long> positions(List<String> types, List<String> aggregateTypes) {
        return feed.read(0, 100, EventFilter.of(types, aggregateTypes), List.of()).events().stream().map(FeedEvent::position).toList();
    }

    private void store(Object payload, int count) {
        store.publish(LongStream.range(stored, stored + count)
                .mapToObj(sequence -> new GenericDomainEventMessage<>("any", ORDER.toString(), sequence, payload)).toList());
        stored += count;
    }
}
