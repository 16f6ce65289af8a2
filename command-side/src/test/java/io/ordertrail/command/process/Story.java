package io.ordertrail.command.process;

import io.ordertrail.command.accounting.AccountCommand.DisableAccount;
import io.ordertrail.command.courier.CourierCommand.GoOffDuty;
import io.ordertrail.command.courier.CourierCommand.GoOnDuty;
import io.ordertrail.command.kitchen.TicketCommand.HandOver;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.OrderStatus;
import io.ordertrail.events.TicketId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What people do to order {@code o1}, one thing after the other, each when all that came before has been handled; and how that ends. */
record Story(String name, OrderStatus ending, List<Consumer<World>> steps) {

    private static final Consumer<World> REGISTERED = world -> world.consumer("1000.00");
    private static final Consumer<World> PLACED = world -> world.place("o1");
    private static final Consumer<World> ACCEPTED = world -> world.accept("o1");
    private static final Consumer<World> CANCELLED = world -> world.cancel("o1");
    private static final Consumer<World> COOKED = world -> world.cook("o1");
    private static final Consumer<World> PICKED_UP = world -> world.pickUp("o1");
    private static final Consumer<World> COMPLETED = world -> world.complete("o1");
    private static final Consumer<World> FAILED = world -> world.fail("o1");
    private static final Consumer<World> COURIER = world -> world.courier("c1", 1);
    private static final Consumer<World> GOES = world -> world.tell(new GoOffDuty(new CourierId("c1")));
    private static final Consumer<World> COMES = world -> world.tell(new GoOnDuty(new CourierId("c1")));
    private static final Consumer<World> MORE = world -> world.revise("o1", 7, null);
    private static final Consumer<World> LESS = world -> world.revise("o1", 2, null);
    private static final Consumer<World> ELSEWHERE = world -> world.revise("o1", 0, World.OFFICE);
    private static final Consumer<World> LATE = world -> world.pass(Duration.ofHours(1));

    /** Every ending and every compensation. */
    static Stream<Story> all() {
        return Stream.of(
                told("delivered", OrderStatus.DELIVERED, COURIER, REGISTERED, PLACED, ACCEPTED, COOKED, PICKED_UP, COMPLETED),
                told("on the way", OrderStatus.APPROVED, COURIER, REGISTERED, PLACED, ACCEPTED, COOKED, PICKED_UP),
                told("not delivered", OrderStatus.NOT_DELIVERED, COURIER, REGISTERED, PLACED, ACCEPTED, COOKED, PICKED_UP, FAILED),
                told("unknown consumer", OrderStatus.REJECTED, world -> world.place("o1", new ConsumerId("nobody"))),
                told("order limit", OrderStatus.REJECTED, world -> world.consumer("49.99"), PLACED),
                told("card limit", OrderStatus.REJECTED, REGISTERED, world -> world.cardLimit("49.99"), PLACED),
                told("account disabled", OrderStatus.REJECTED, REGISTERED, Story::disableAccount, PLACED),
                told("cancelled early", OrderStatus.CANCELLED, COURIER, REGISTERED, PLACED, CANCELLED),
                told("cancelled with a courier", OrderStatus.CANCELLED, COURIER, REGISTERED, PLACED, ACCEPTED, CANCELLED),
                told("cancel refused late", OrderStatus.DELIVERED, COURIER, REGISTERED, PLACED, ACCEPTED, COOKED, CANCELLED, PICKED_UP,
                        CANCELLED, COMPLETED),
                told("revised", OrderStatus.DELIVERED, COURIER, REGISTERED, PLACED, MORE, ACCEPTED, LESS, COOKED, PICKED_UP, COMPLETED),
                told("sent elsewhere", OrderStatus.APPROVED, COURIER, REGISTERED, PLACED, ACCEPTED, ELSEWHERE),
                told("sent elsewhere and back", OrderStatus.APPROVED, COURIER, REGISTERED, PLACED, ACCEPTED, ELSEWHERE,
                        world -> world.revise("o1", 0, World.HOME)),
                told("sent elsewhere, then cancelled", OrderStatus.CANCELLED, COURIER, REGISTERED, PLACED, ELSEWHERE, ACCEPTED, CANCELLED),
                told("revision refused by the kitchen", OrderStatus.APPROVED, COURIER, REGISTERED, PLACED, ACCEPTED, COOKED, MORE),
                told("revision refused by the card", OrderStatus.APPROVED, REGISTERED, world -> world.cardLimit("60.00"), PLACED, MORE),
                told("revision refused by the card, then revised", OrderStatus.APPROVED, REGISTERED, world -> world.cardLimit("60.00"),
                        PLACED, MORE, ELSEWHERE, world -> world.cardLimit("80.00"), MORE),
                told("revision refused by the consumer's limit", OrderStatus.APPROVED, world -> world.consumer("60.00"), PLACED, ACCEPTED,
                        MORE),
                told("revision refused by the limit, then revised", OrderStatus.APPROVED, world -> world.consumer("60.00"), PLACED, MORE,
                        ELSEWHERE, world -> world.orderLimit("80.00"), MORE),
                told("revision refused by the limit of now", OrderStatus.APPROVED, REGISTERED, PLACED, world -> world.orderLimit("40.00"),
                        ELSEWHERE),
                told("courier goes off duty", OrderStatus.APPROVED, COURIER, REGISTERED, PLACED,
                        world -> world.tell(new GoOffDuty(new CourierId("c1"))), ACCEPTED),
                told("taken over, sent elsewhere, and taken back", OrderStatus.APPROVED, COURIER, REGISTERED, PLACED, ACCEPTED, ELSEWHERE,
                        world -> world.courier("c2", 1), GOES, COMES, world -> world.tell(new GoOffDuty(new CourierId("c2")))),
                told("back before anybody takes over", OrderStatus.APPROVED, COURIER, REGISTERED, PLACED, ACCEPTED, GOES, COMES),
                told("off duty with the food from the kitchen", OrderStatus.APPROVED, COURIER, REGISTERED, PLACED, ACCEPTED, COOKED,
                        world -> world.tell(new HandOver(new TicketId("o1"))), GOES),
                told("declined", OrderStatus.CANCELLED, COURIER, REGISTERED, PLACED, world -> world.decline("o1")),
                told("not accepted in time", OrderStatus.CANCELLED, REGISTERED, PLACED, ELSEWHERE, LATE),
                told("accepted in time", OrderStatus.APPROVED, REGISTERED, PLACED, ACCEPTED, LATE),
                told("courier comes late", OrderStatus.DELIVERED, REGISTERED, PLACED, ACCEPTED, ELSEWHERE, COURIER, COOKED, PICKED_UP,
                        COMPLETED),
                told("one courier, three orders", OrderStatus.DELIVERED, COURIER, REGISTERED, PLACED, world -> world.place("o2"),
                        world -> world.place("o3"), ACCEPTED, world -> world.accept("o3"), world -> world.accept("o2"), COOKED, PICKED_UP,
                        COMPLETED, world -> world.cancel("o2")));
    }

    /** Those with the most turns, where trying everything costs most. */
    static Stream<Story> turning() {
        Set<String> names = Set.of("delivered", "not delivered", "cancelled with a courier", "cancel refused late", "revised",
                "sent elsewhere, then cancelled", "revision refused by the card", "revision refused by the limit, then revised",
                "revision refused by the card, then revised", "declined", "accepted in time",
                "courier comes late");
        return all().filter(story -> names.contains(story.name));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static Story told(String name, OrderStatus ending, Consumer<World>... steps) {
        return new Story(name, ending, List.of(steps));
    }

    private static void disableAccount(World world) {
        world.tell(new DisableAccount(AccountId.of(World.CONSUMER)));
    }

    /** Plays the story in a world where a crash costs some events' tokens. */
    void play(World world, int eventsLostByCrash) {
        steps.forEach(step -> {
            step.accept(world);
            world.rest(eventsLostByCrash);
        });
    }

    World played() {
        World world = new World();
        play(world, 0);
        return world;
    }

    @Override
    public String toString() {
        return name;
    }
}
