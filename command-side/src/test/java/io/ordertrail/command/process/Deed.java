package io.ordertrail.command.process;

import io.ordertrail.command.ExpectedVersion;
import io.ordertrail.command.accounting.AccountCommand;
import io.ordertrail.command.accounting.AccountCommand.ChangeCardLimit;
import io.ordertrail.command.accounting.AccountCommand.CloseAccount;
import io.ordertrail.command.accounting.AccountCommand.DisableAccount;
import io.ordertrail.command.accounting.AccountCommand.EnableAccount;
import io.ordertrail.command.accounting.AccountCommand.IssueRefund;
import io.ordertrail.command.consumer.ConsumerCommand;
import io.ordertrail.command.consumer.ConsumerCommand.ChangeConsumer;
import io.ordertrail.command.consumer.ConsumerCommand.ForgetConsumer;
import io.ordertrail.command.consumer.ConsumerCommand.RegisterConsumer;
import io.ordertrail.command.consumer.ConsumerCommand.ReviewConsumer;
import io.ordertrail.command.consumer.ConsumerCommand.VerifyConsumer;
import io.ordertrail.command.courier.CourierCommand;
import io.ordertrail.command.courier.CourierCommand.GoOffDuty;
import io.ordertrail.command.courier.CourierCommand.GoOnDuty;
import io.ordertrail.command.courier.CourierCommand.RegisterCourier;
import io.ordertrail.command.courier.CourierCommand.ReviewPlan;
import io.ordertrail.command.delivery.DeliveryCommand;
import io.ordertrail.command.delivery.DeliveryCommand.CompleteDelivery;
import io.ordertrail.command.delivery.DeliveryCommand.FailDelivery;
import io.ordertrail.command.delivery.DeliveryCommand.NoteLocation;
import io.ordertrail.command.delivery.DeliveryCommand.PickUpDelivery;
import io.ordertrail.command.delivery.DeliveryCommand.ReviewPickUp;
import io.ordertrail.command.kitchen.TicketCommand;
import io.ordertrail.command.kitchen.TicketCommand.AcceptTicket;
import io.ordertrail.command.kitchen.TicketCommand.DeclineTicket;
import io.ordertrail.command.kitchen.TicketCommand.HandOver;
import io.ordertrail.command.kitchen.TicketCommand.MarkReady;
import io.ordertrail.command.kitchen.TicketCommand.ShowTicket;
import io.ordertrail.command.kitchen.TicketCommand.StartPreparing;
import io.ordertrail.command.order.OrderCommand;
import io.ordertrail.command.order.OrderCommand.CancelOrder;
import io.ordertrail.command.order.OrderCommand.ReviewRevision;
import io.ordertrail.command.order.OrderCommand.ReviseOrder;
import io.ordertrail.command.order.Revision;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.PersonName;
import io.ordertrail.events.Place;
import io.ordertrail.events.TicketId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Something that can be done from outside at any moment: every command that is a person's to give, of an order or beside it, and the clock. */
record Deed(String name, Consumer<World> deed) {

    private static final OrderId ORDER = new OrderId("o1");
    private static final TicketId TICKET = TicketId.of(ORDER);
    private static final DeliveryId DELIVERY = DeliveryId.of(ORDER);
    private static final CourierId COURIER = new CourierId("c1");
    private static final CourierId NEWCOMER = new CourierId("c0");
    private static final AccountId ACCOUNT = AccountId.of(World.CONSUMER);

    static final Deed NOTHING = new Deed("nothing", world -> {
    });

    /** They make no event. */
    private static final Set<Class<?>> QUESTIONS = Set.of(ReviewRevision.class, ShowTicket.class, ReviewPickUp.class, VerifyConsumer.class,
            ReviewPlan.class, ReviewConsumer.class);

    /** The commands as given in that world. */
    private static List<Object> commands(World world) {
        return List.of(
                new CancelOrder(ORDER, ExpectedVersion.any()),
                revise(world, Map.of("1", 9), World.OFFICE),
                revise(world, Map.of("1", 2), null),
                revise(world, Map.of(), World.HOME),
                revise(world, Map.of("1", 1_000), null),
                World.placing("o2", World.CONSUMER, world.now()),
                new AcceptTicket(TICKET, world.now().plus(Duration.ofMinutes(20)), world.now()),
                new DeclineTicket(TICKET, "Out of rice"),
                new StartPreparing(TICKET),
                new MarkReady(TICKET),
                new HandOver(TICKET),
                new PickUpDelivery(DELIVERY, world.now()),
                new NoteLocation(DELIVERY, new GeoPoint(47.8, 13.0), world.now()),
                new CompleteDelivery(DELIVERY, world.now()),
                new FailDelivery(DELIVERY, "Nobody opened"),
                new RegisterCourier(NEWCOMER, new PersonName("c0"), 1),
                new GoOnDuty(NEWCOMER),
                new GoOnDuty(COURIER),
                new GoOffDuty(COURIER),
                new ChangeCardLimit(ACCOUNT, World.euros("1.00")),
                new ChangeCardLimit(ACCOUNT, World.euros("10000.00")),
                new DisableAccount(ACCOUNT),
                new EnableAccount(ACCOUNT),
                new CloseAccount(ACCOUNT),
                new IssueRefund(ACCOUNT, ORDER, World.euros("1.00"), "Cold", null),
                new RegisterConsumer(World.CONSUMER, new PersonName("Ada"), World.euros("1000.00")),
                new ChangeConsumer(World.CONSUMER, null, true, World.euros("1.00")),
                new ChangeConsumer(World.CONSUMER, null, true, World.euros("10000.00")),
                new ForgetConsumer(World.CONSUMER));
    }

    private static ReviseOrder revise(World world, Map<String, Integer> quantities, Place deliverTo) {
        return new ReviseOrder(ORDER, new Revision(quantities, deliverTo, null), ExpectedVersion.any(), world.now());
    }

    static List<Deed> all() {
        List<Deed> deeds = new ArrayList<>();
        int count = commands(new World()).size();
        for (int i = 0; i < count; i++) {
            int which = i;
            deeds.add(new Deed("%s (%d)".formatted(commands(new World()).get(i).getClass().getSimpleName(), i),
                    world -> give(world, commands(world).get(which))));
        }
        deeds.add(NOTHING);
        deeds.add(new Deed("a courier comes", world -> world.courier("c0", 1)));
        deeds.add(new Deed("the courier goes, another comes", world -> {
            world.tell(new GoOffDuty(COURIER));
            world.courier("c0", 1);
        }));
        deeds.add(new Deed("the courier goes and is back", world -> {
            world.tell(new GoOffDuty(COURIER));
            world.tell(new GoOnDuty(COURIER));
        }));
        deeds.add(new Deed("deliver in no time", Deed::deliver));
        deeds.add(new Deed("the clock strikes", world -> world.pass(Duration.ofHours(1))));
        return deeds;
    }

    private static void give(World world, Object command) {
        if (command instanceof PickUpDelivery) {
            world.pickUp(ORDER.value());
        } else {
            world.tell(command);
        }
    }

    private static void deliver(World world) {
        world.accept("o1");
        world.cook("o1");
        world.pickUp("o1");
        world.complete("o1");
    }

    /** The commands that a person gives, and those that nobody need give because they are questions. */
    static Set<Class<?>> known() {
        return Stream.concat(commands(new World()).stream().map(Object::getClass), QUESTIONS.stream()).collect(Collectors.toSet());
    }

    /** Every command that there is, but those of restaurants, which no process sends and no event of an order follows. */
    static Stream<Class<?>> commands() {
        return Stream.of(OrderCommand.class, TicketCommand.class, DeliveryCommand.class, CourierCommand.class, AccountCommand.class,
                ConsumerCommand.class).flatMap(family -> Stream.of(family.getPermittedSubclasses()));
    }

    @Override
    public String toString() {
        return name;
    }
}
