package io.ordertrail.command.order;

import static io.ordertrail.command.order.SampleOrder.CONSUMER;
import static io.ordertrail.command.order.SampleOrder.HOME;
import static io.ordertrail.command.order.SampleOrder.KITCHEN;
import static io.ordertrail.command.order.SampleOrder.MINIMUM;
import static io.ordertrail.command.order.SampleOrder.PLACED_AT;
import static io.ordertrail.command.order.SampleOrder.REQUESTED_FOR;
import static io.ordertrail.command.order.SampleOrder.RESTAURANT;
import static io.ordertrail.command.order.SampleOrder.eur;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ordertrail.command.FirstEvents;
import io.ordertrail.command.IdempotencyKeys;
import io.ordertrail.command.MemoryCommandSide;
import io.ordertrail.command.MemoryKeys;
import io.ordertrail.command.Once;
import io.ordertrail.command.order.DeliverTo.DeliveryAddress;
import io.ordertrail.command.order.OrderCommand.ApproveOrder;
import io.ordertrail.command.order.PlaceOrderRequest.OrderedLine;
import io.ordertrail.events.OrderEvent.OrderPlaced;
import io.ordertrail.events.OrderLine;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PlaceOrderServiceTest {

    private static final String KEY = "8e03978e-40d5-43dd-bc93-6894a57f9324";

    private final MemoryCommandSide side = MemoryCommandSide.with(Order.class);
    private final ScriptedRestaurants restaurants = new ScriptedRestaurants();
    private final MemoryKeys keys = new MemoryKeys();
    private final PlaceOrderService desk = desk(PLACED_AT);
    private String caller;

    @Test
    void anOrderIsPlacedAtThePricesOfTheRestaurant() {
        OrderPlaced placed = desk.place(request(REQUESTED_FOR, line("1", 5)), null);

        assertThat(placed).isEqualTo(new OrderPlaced(placed.orderId(), CONSUMER, RESTAURANT, "Ajanta",
                List.of(new OrderLine("1", "Dish 1", eur("10.00"), 5)), eur("50.00"), MINIMUM, PLACED_AT, REQUESTED_FOR, null, KITCHEN,
                HOME));
        assertThat(side.eventsOf(placed.orderId())).containsExactly(placed);
    }

    @Test
    void anOrderWithoutATimeIsForNow() {
        assertThat(desk.place(request(null, line("1", 5)), null).requestedFor()).isEqualTo(PLACED_AT);
    }

    @Test
    void aTimeInThePastIsRefusedBeforeTheRestaurantIsAsked() {
        refused(() -> desk.place(request(PLACED_AT.minusMillis(60_001), line("1", 5)), null), Code.INVALID, "/requestedFor");
        assertThat(restaurants.asked).isEmpty();
    }

    @Test
    void aTimeAMinuteAgoIsNow() {
        assertThat(desk.place(request(PLACED_AT.minusSeconds(60), line("1", 5)), null).requestedFor()).isEqualTo(PLACED_AT);
        assertThat(restaurants.asked).containsExactly("quote for " + PLACED_AT);
    }

    @Test
    void aTimeOverAYearAheadIsRefused() {
        Instant inAYear = PLACED_AT.atOffset(ZoneOffset.UTC).plusYears(1).toInstant();

        assertThat(desk.place(request(inAYear, line("1", 5)), null).requestedFor()).isEqualTo(inAYear);
        refused(() -> desk.place(request(inAYear.plusMillis(1), line("1", 5)), null), Code.INVALID, "/requestedFor");
    }

    @Test
    void oneItemInTwoLinesIsRefusedByTheSecond() {
        refused(() -> desk.place(request(null, line("1", 5), line("2", 1), line("1", 1)), KEY), Code.INVALID, "/lines/2/menuItemId");
        assertThat(keys.stored).isEmpty();
    }

    @Test
    void withoutAKeyEachRequestIsAnOrderOfItsOwn() {
        PlaceOrderRequest request = request(REQUESTED_FOR, line("1", 5));

        assertThat(desk.place(request, null).orderId()).isNotEqualTo(desk.place(request, null).orderId());
    }

    @Test
    void aRepeatedKeyIsAnsweredLikeTheFirstTimeWhateverHasHappenedSince() {
        OrderPlaced first = desk.place(request(REQUESTED_FOR, line("1", 5)), KEY);
        side.commands().send(new ApproveOrder(first.orderId()));
        restaurants.meanwhile = closed();

        assertThat(desk(REQUESTED_FOR.plusSeconds(1)).place(request(REQUESTED_FOR, line("1", 5)), KEY)).isEqualTo(first);
        assertThat(side.eventsOf(first.orderId())).hasSize(2);
    }

    @Test
    void aRepeatedRequestForNowIsTheSameRequestLater() {
        OrderPlaced first = desk.place(request(null, line("1", 5)), KEY);

        assertThat(desk(PLACED_AT.plusSeconds(30)).place(request(null, line("1", 5)), KEY)).isEqualTo(first);
    }

    @Test
    void aKeyStandsForOneRequestOnly() {
        desk.place(request(REQUESTED_FOR, line("1", 5)), KEY);

        for (int moment = 0; moment < 2; moment++) {
            refused(() -> desk.place(request(REQUESTED_FOR, line("1", 6)), KEY), Code.IDEMPOTENCY_KEY_REUSED, "Idempotency-Key");
            refused(() -> desk.place(request(null, line("1", 5)), KEY), Code.IDEMPOTENCY_KEY_REUSED, "Idempotency-Key");
            keys.pass();
        }
    }

    @Test
    void aReferenceIsKeptAsItIsAndNeedNotBeUnique() {
        PlaceOrderRequest request = referred(request(REQUESTED_FOR, line("1", 5)), " T-417 ");

        OrderPlaced first = desk.place(request, null);
        OrderPlaced second = desk.place(request, null);

        assertThat(List.of(first.reference(), second.reference())).containsOnly(" T-417 ");
        assertThat(first.orderId()).isNotEqualTo(second.orderId());
    }

    @Test
    void anotherReferenceIsAnotherRequest() {
        PlaceOrderRequest request = request(REQUESTED_FOR, line("1", 5));
        desk.place(referred(request, "T-417"), KEY);

        refused(() -> desk.place(referred(request, "T-418"), KEY), Code.IDEMPOTENCY_KEY_REUSED, "Idempotency-Key");
        refused(() -> desk.place(request, KEY), Code.IDEMPOTENCY_KEY_REUSED, "Idempotency-Key");
    }

    @Test
    void aRequestWithoutAReferenceIsWhatItWasBeforeThereWereAny() {
        desk.place(request(REQUESTED_FOR, line("1", 5)), KEY);

        assertThat(keys.stored.values()).extracting(MemoryKeys.Stored::fingerprint)
                .containsExactly("c4d175d32cbe48cde65b00cd7de82e93938af7ac3ce72889762fe3d97a946186");
    }

    @Test
    void equalKeysOfTwoConsumersAreTwo() {
        PlaceOrderRequest one = request(REQUESTED_FOR, line("1", 5));
        PlaceOrderRequest other =
                new PlaceOrderRequest("another", one.restaurantId(), one.lines(), one.deliverTo(), one.requestedFor(), null);

        assertThat(desk.place(one, KEY).orderId()).isNotEqualTo(desk.place(other, KEY).orderId());
    }

    @Test
    void equalKeysOfTwoCallersAreTwoWhomeverTheyOrderFor() {
        PlaceOrderRequest request = request(REQUESTED_FOR, line("1", 5));
        OrderPlaced none = desk.place(request, KEY);
        caller = "ada";
        OrderPlaced first = desk.place(request, KEY);
        PlaceOrderRequest another =
                new PlaceOrderRequest("another", request.restaurantId(), request.lines(), request.deliverTo(), REQUESTED_FOR, null);
        refused(() -> desk.place(another, KEY), Code.IDEMPOTENCY_KEY_REUSED, "Idempotency-Key");
        caller = "grace";

        assertThat(desk.place(request, KEY).orderId()).isNotIn(none.orderId(), first.orderId());
    }

    @Test
    void aRefusalFreesTheKeyForAnotherRequest() {
        restaurants.meanwhile = closed();
        refused(() -> desk.place(request(REQUESTED_FOR, line("1", 5)), KEY), Code.RESTAURANT_CLOSED, null);
        restaurants.meanwhile = () -> {
        };

        assertThat(desk.place(request(REQUESTED_FOR, line("1", 6)), KEY).total()).isEqualTo(eur("60.00"));
    }

    @Test
    void whatWasNotAnsweredKeepsTheKey() {
        restaurants.meanwhile = () -> {
            throw Refusal.of(Code.UNAVAILABLE, "nobody there");
        };

        refused(() -> desk.place(request(REQUESTED_FOR, line("1", 5)), KEY), Code.UNAVAILABLE, null);
        assertThat(keys.stored).hasSize(1);
    }

    @Test
    void whatWasNotAnsweredIsLookedForOnlyWhenItIsAskedForAgain() {
        PlaceOrderRequest request = request(REQUESTED_FOR, line("1", 5));
        PlaceOrderService otherNode = desk(PLACED_AT);
        AtomicReference<OrderPlaced> stored = new AtomicReference<>();
        meanwhile(() -> {
            keys.pass();
            stored.set(otherNode.place(request, KEY));
            throw Refusal.of(Code.UNAVAILABLE, "nobody there");
        });

        refused(() -> desk.place(request, KEY), Code.UNAVAILABLE, null);
        assertThat(desk.place(request, KEY)).isEqualTo(stored.get());
    }

    @Test
    void whatWasNotAnsweredCanBeAskedForAgainAtOnce() {
        PlaceOrderRequest request = request(REQUESTED_FOR, line("1", 5));
        meanwhile(() -> {
            throw Refusal.of(Code.UNAVAILABLE, "nobody there");
        });
        refused(() -> desk.place(request, KEY), Code.UNAVAILABLE, null);

        assertThat(desk.place(request, KEY)).isNotNull();
    }

    @Test
    void aKeyClaimedBeforeACrashLeadsToTheOrderItWasClaimedFor() {
        PlaceOrderRequest request = request(REQUESTED_FOR, line("1", 5));
        meanwhile(() -> {
            throw new IllegalStateException("the node dies");
        });
        assertThatIllegalStateException().isThrownBy(() -> desk.place(request, KEY));
        keys.pass();

        assertThat(desk.place(request, KEY).orderId().value()).isEqualTo(keys.stored.values().iterator().next().id());
    }

    @Test
    void theSameKeyIsInProgressOnEveryNodeUntilItsFirstRequestIsAnswered() {
        PlaceOrderRequest request = request(REQUESTED_FOR, line("1", 5));
        for (PlaceOrderService node : List.of(desk, desk(PLACED_AT))) {
            meanwhile(() -> node.place(request, KEY));
            refused(() -> desk.place(request, KEY), Code.IN_PROGRESS, "Idempotency-Key");
            keys.pass();
        }

        assertThat(desk.place(request, KEY)).isNotNull();
    }

    @Test
    void twoNodesWithTheSameKeyPlaceOneOrder() {
        PlaceOrderRequest request = request(REQUESTED_FOR, line("1", 5));
        PlaceOrderService otherNode = desk(PLACED_AT.plusSeconds(1));
        meanwhile(() -> {
            keys.pass();
            otherNode.place(request, KEY);
        });

        OrderPlaced placed = desk.place(request, KEY);

        assertThat(placed.placedAt()).as("the quicker node's").isEqualTo(PLACED_AT.plusSeconds(1));
        assertThat(side.eventsOf(placed.orderId())).containsExactly(placed);
    }

    /** It was refused while another node had taken the key over: what it does then must not free the key. */
    @Test
    void aNodeThatIsRefusedLateDoesNotFreeTheKeyThatAnotherHasUsed() {
        PlaceOrderRequest request = request(REQUESTED_FOR, line("1", 5));
        PlaceOrderService otherNode = desk(PLACED_AT);
        MemoryKeys late = new MemoryKeys() {
            @Override
            public Claim claim(String key, String fingerprint, String proposed, String attempt) {
                return keys.claim(key, fingerprint, proposed, attempt);
            }

            @Override
            public void free(String key, String attempt) {
                keys.pass();
                otherNode.place(request, KEY);
                keys.free(key, attempt);
            }
        };
        meanwhile(closed());

        refused(() -> desk(PLACED_AT, late).place(request, KEY), Code.RESTAURANT_CLOSED, null);
        OrderPlaced again = otherNode.place(request, KEY);

        assertThat(side.eventsOf(again.orderId())).containsExactly(again);
        assertThat(keys.stored.values()).extracting(MemoryKeys.Stored::id).containsExactly(again.orderId().value());
        refused(() -> otherNode.place(request(REQUESTED_FOR, line("1", 6)), KEY), Code.IDEMPOTENCY_KEY_REUSED, "Idempotency-Key");
    }

    /** The store took what it did not confirm, and took long: meanwhile the request was refused, and its key used for another. */
    @Test
    void aKeyStandsForOneOrderEvenIfARefusedRequestWasPlacedAfterAll() {
        PlaceOrderRequest first = request(REQUESTED_FOR, line("1", 5));
        PlaceOrderRequest second = request(REQUESTED_FOR, line("1", 6));
        meanwhile(() -> {
            keys.pass();
            meanwhile(closed());
            refused(() -> desk.place(first, KEY), Code.RESTAURANT_CLOSED, null);
        });
        OrderPlaced placed = desk.place(first, KEY);

        refused(() -> desk.place(second, KEY), Code.IDEMPOTENCY_KEY_REUSED, "Idempotency-Key");
        keys.pass();
        assertThat(desk.place(first, KEY).orderId()).isEqualTo(placed.orderId());
        assertThat(side.eventsOf(placed.orderId())).containsExactly(placed);
    }

    /** Once, when a restaurant is asked next. */
    private void meanwhile(Runnable deed) {
        restaurants.meanwhile = () -> {
            restaurants.meanwhile = () -> {
            };
            deed.run();
        };
    }

    private PlaceOrderService desk(Instant now) {
        return desk(now, keys);
    }

    private PlaceOrderService desk(Instant now, IdempotencyKeys kept) {
        return new PlaceOrderService(side.commands(), restaurants, new Once(kept, new FirstEvents(side.events()), () -> caller),
                new FirstEvents(side.events()),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Runnable closed() {
        return () -> {
            throw Refusal.of(Code.RESTAURANT_CLOSED, "closed");
        };
    }

    private static OrderedLine line(String menuItemId, int quantity) {
        return new OrderedLine(menuItemId, quantity);
    }

    private static PlaceOrderRequest request(Instant requestedFor, OrderedLine... lines) {
        DeliverTo home = new DeliverTo(new DeliveryAddress("Getreidegasse 9", null, "Salzburg", "5020", "AT", null), HOME.location());
        return new PlaceOrderRequest(CONSUMER.value(), RESTAURANT.value(), List.of(lines), home, requestedFor, null);
    }

    private static PlaceOrderRequest referred(PlaceOrderRequest request, String reference) {
        return new PlaceOrderRequest(request.consumerId(), request.restaurantId(), request.lines(), request.deliverTo(),
                request.requestedFor(), reference);
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Code code, String field) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(call)
                .returns(code, Refusal::code)
                .returns(field, refusal -> refusal.reason().field());
    }
}
