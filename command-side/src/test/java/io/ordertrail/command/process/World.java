package io.ordertrail.command.process;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ordertrail.command.Commands;
import io.ordertrail.command.ExpectedVersion;
import io.ordertrail.command.TestCommands;
import io.ordertrail.command.accounting.AccountCommand.ChangeCardLimit;
import io.ordertrail.command.accounting.PaymentsInMemory;
import io.ordertrail.command.consumer.ConsumerCommand.ChangeConsumer;
import io.ordertrail.command.consumer.ConsumerCommand.RegisterConsumer;
import io.ordertrail.command.courier.CourierCommand.GoOnDuty;
import io.ordertrail.command.courier.CourierCommand.RegisterCourier;
import io.ordertrail.command.delivery.DeliveryCommand.CompleteDelivery;
import io.ordertrail.command.delivery.DeliveryCommand.FailDelivery;
import io.ordertrail.command.delivery.DeliveryCommand.PickUpDelivery;
import io.ordertrail.command.dispatch.DispatchProcesses;
import io.ordertrail.command.dispatch.DispatchRepositoryInMemory;
import io.ordertrail.command.gateway.Gateways;
import io.ordertrail.command.kitchen.TicketCommand.AcceptTicket;
import io.ordertrail.command.kitchen.TicketCommand.DeclineTicket;
import io.ordertrail.command.kitchen.TicketCommand.MarkReady;
import io.ordertrail.command.kitchen.TicketCommand.StartPreparing;
import io.ordertrail.command.order.OrderCommand.CancelOrder;
import io.ordertrail.command.order.OrderCommand.PlaceOrder;
import io.ordertrail.command.order.OrderCommand.ReviseOrder;
import io.ordertrail.command.order.Revision;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.Address;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.OrderLine;
import io.ordertrail.events.PersonName;
import io.ordertrail.events.Place;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.events.TicketId;
import io.ordertrail.platform.events.InMemoryEvents;
import io.ordertrail.platform.refusal.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.NoSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.annotation.AnnotatedHandlerInspector;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.inspection.AggregateModel;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;

/**
 * All aggregates and all processes over an event store in memory, in one thread, so that a test decides what happens when: what people do,
 * which event is handled next, and what happens at each boundary (before every command of a process, every look at the dispatch, and before
 * the token is stored). Long, because it is the whole play's stage.
 */
public final class World {

    public static final ConsumerId CONSUMER = new ConsumerId("ada");
    public static final Place HOME = at("Home Street 1");
    public static final Place OFFICE = at("Office Road 2");
    private static final Place RESTAURANT = at("Linzer Gasse 1");
    private static final List<AggregateModel<?>> MODELS = Stream.of("consumer.Consumer", "order.Order", "kitchen.Ticket",
            "delivery.Delivery", "courier.Courier", "accounting.Account").<AggregateModel<?>>map(World::model).toList();

    /** Looked at once, because thousands of worlds are made. */
    private static final Map<Class<?>, AnnotatedHandlerInspector<Object>> HANDLERS = new HashMap<>();

    public final DispatchRepositoryInMemory dispatch = new DispatchRepositoryInMemory(this::pass);
    public final Map<String, Instant> deadlines = new TreeMap<>();
    private final List<EventMessage<?>> recorded = new ArrayList<>();
    public final EventStore store;
    public final Steps steps;
    public final Clock clock = ((InstantSource) () -> this.now).withZone(ZoneOffset.UTC);
    private final CommandBus bus = SimpleCommandBus.builder().build();
    private final Commands people = TestCommands.over(DefaultCommandGateway.builder().commandBus(bus).build());
    private final List<Object> processes = new ArrayList<>();
    private final TicketExpiry expiry;
    private Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final StepSequence sequence = new StepSequence();
    /** Those whose tokens are stored; events are told apart by what they are, not by what they say. */
    private final Set<EventMessage<?>> handled = Collections.newSetFromMap(new IdentityHashMap<>());
    private int firstUnhandled;
    /** The event that is being handled in its turn, null if none is. */
    private EventMessage<?> current;
    /** Who handles what, and what comes next: a command's name, a look at the dispatch, the token. */
    private String handler = "";
    private String next = "";
    /** What happens at every boundary. */
    public Runnable boundary = World::nothing;

    public World() {
        store = EmbeddedEventStore.builder().storageEngine(new InMemoryEvents()).build();
        store.subscribe(recorded::addAll);
        bus.registerHandlerInterceptor(TestCommands.refusals());
        bus.registerHandlerInterceptor(PaymentsInMemory.over(store));
        MODELS.forEach(model -> subscribe(model, store));
        MessageDispatchInterceptor<CommandMessage<?>> passing = messages -> (index, message) -> {
            pass(message.getPayloadType().getSimpleName());
            return message;
        };
        steps = new Steps(TestCommands.over(
                DefaultCommandGateway.builder().commandBus(bus).dispatchInterceptors(List.of(passing)).build()),
                new SimpleMeterRegistry());
        Histories histories = new Histories(store);
        expiry = new TicketExpiry(steps, clock);
        processes.addAll(List.of(
                new PlaceOrderProcess(steps, new ConsumerCheck(steps), histories, new AcceptancePeriod(Duration.ofMinutes(15))),
                new CancelOrderProcess(steps),
                new ReviseOrderProcess(steps, new ConsumerCheck(steps), histories),
                new DeliverOrderProcess(steps),
                new ResumeOrderProcess(steps, histories),
                new AcceptanceDeadlineProcess(this::setDeadline, expiry)));
        processes.addAll(DispatchProcesses.over(dispatch, steps, histories, clock));
    }

    private static AggregateModel<?> model(String name) {
        try {
            return AnnotatedAggregateMetaModelFactory.inspectAggregate(Class.forName("io.ordertrail.command." + name),
                    PaymentsInMemory.resolving());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    public static Stream<Class<?>> aggregates() {
        return MODELS.stream().map(AggregateModel::entityClass);
    }

    @SuppressWarnings("unchecked")
    private <T> void subscribe(AggregateModel<T> model, EventStore store) {
        Class<T> type = (Class<T>) model.entityClass();
        AggregateAnnotationCommandHandler.<T>builder()
                .aggregateType(type)
                .aggregateModel(model)
                .repository(EventSourcingRepository.builder(type)
                        .aggregateModel(model)
                        .eventStore(store)
                        .snapshotTriggerDefinition(NoSnapshotTriggerDefinition.INSTANCE)
                        .build())
                .build()
                .subscribe(bus);
    }

    private void pass(String what) {
        next = what;
        boundary.run();
    }

    /** The step that stands at the boundary. */
    public String step() {
        return "%s before %s".formatted(handler, next);
    }

    public static void nothing() {
        // Goes on.
    }

    private void setDeadline(TicketId ticket, Instant acceptBy) {
        pass("set a deadline");
        deadlines.putIfAbsent(ticket.value(), acceptBy);
    }

    // What the processes do.

    /** All events so far, as they were stored. */
    public List<EventMessage<?>> recorded() {
        return recorded;
    }

    /** Handlers of one event may come in any order. */
    void shuffleProcesses(Random random) {
        Collections.shuffle(processes, random);
    }

    /** All processes handle the event; ends at the boundary where its token would be stored. */
    public void handle(EventMessage<?> event) {
        processes.forEach(process -> handlers(process.getClass())
                .filter(method -> method.canHandle(event))
                .findFirst()
                .ifPresent(method -> {
                    handler = handlerOf(process.getClass(), event.getPayloadType());
                    handle(event, process, method);
                }));
        pass("the token");
    }

    public static String handlerOf(Class<?> process, Class<?> event) {
        return "%s on %s".formatted(process.getSimpleName(), event.getSimpleName());
    }

    public Stream<Class<?>> processes() {
        return processes.stream().map(Object::getClass);
    }

    private static Stream<MessageHandlingMember<? super Object>> handlers(Class<?> type) {
        return HANDLERS.computeIfAbsent(type, AnnotatedHandlerInspector::inspectType).getHandlers(type);
    }

    private static void handle(EventMessage<?> event, Object process, MessageHandlingMember<? super Object> handler) {
        try {
            handler.handle(event, process);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Until every event is handled. After a crash, handling begins again with the event whose token is not stored, or some before it. */
    public void rest(int eventsLostByCrash) {
        while (handled() < recorded.size()) {
            try {
                handleNext();
            } catch (Crash crash) {
                recorded.subList(Math.max(0, handled() - eventsLostByCrash), handled()).forEach(handled::remove);
                firstUnhandled = 0;
            }
        }
    }

    public void rest() {
        rest(0);
    }

    /** How many events were handled before the first that was not. */
    public int handled() {
        while (firstUnhandled < recorded.size() && handled.contains(recorded.get(firstUnhandled))) {
            firstUnhandled++;
        }
        return firstUnhandled;
    }

    public int handledSoFar() {
        return handled.size();
    }

    public void handleNext() {
        handleInTurn(recorded.get(handled()));
    }

    /** As another segment of the processor might, while this one is at work. */
    public void handleInTurn(EventMessage<?> event) {
        EventMessage<?> interrupted = current;
        current = event;
        handle(event);
        handled.add(event);
        current = interrupted;
    }

    /** All sequences but the one at work go on until they rest. */
    public void restBeside() {
        restBeside(current == null ? null : sequence.getSequenceIdentifierFor(current));
    }

    /** @param busy the order or the courier that waits meanwhile */
    public void restBeside(Object busy) {
        Optional<EventMessage<?>> beside = Optional.empty();
        do {
            beside.ifPresent(this::handleInTurn);
            beside = recorded.stream().skip(handled())
                    .filter(event -> !handled.contains(event) && !sequence.getSequenceIdentifierFor(event).equals(busy))
                    .<EventMessage<?>>map(event -> event)
                    .findFirst();
        } while (beside.isPresent());
    }

    /** The clock goes on, and every deadline that is past falls due. */
    public void pass(Duration time) {
        now = now.plus(time);
        due().forEach(this::fallDue);
    }

    public void passSilently(Duration time) {
        now = now.plus(time);
    }

    public List<String> due() {
        return deadlines.keySet().stream().filter(ticket -> !deadlines.get(ticket).isAfter(now)).toList();
    }

    /** Again and again, if a crash comes between. */
    public void fallDue(String ticket) {
        while (deadlines.containsKey(ticket)) {
            try {
                handler = "deadline";
                expiry.handle(new TicketId(ticket), deadlines.get(ticket));
                pass("the deadline is off");
                deadlines.remove(ticket);
            } catch (Crash crash) {
                // It comes again.
            }
        }
    }

    public Instant now() {
        return now;
    }

    public Picture picture() {
        return Picture.of(recorded.stream().map(event -> (DomainEvent) event.getPayload()));
    }

    // What people do.

    /** @return the refusal, null if it was done */
    public Refusal tell(Object command) {
        try {
            people.send(command);
            return null;
        } catch (Refusal refusal) {
            return refusal;
        }
    }

    public void consumer(String orderLimit) {
        tell(new RegisterConsumer(CONSUMER, new PersonName("Ada"), orderLimit == null ? null : euros(orderLimit)));
    }

    public void orderLimit(String limit) {
        tell(new ChangeConsumer(CONSUMER, null, true, euros(limit)));
    }

    public void cardLimit(String limit) {
        tell(new ChangeCardLimit(AccountId.of(CONSUMER), euros(limit)));
    }

    public void courier(String id, int capacity) {
        tell(new RegisterCourier(new CourierId(id), new PersonName(id), capacity));
        tell(new GoOnDuty(new CourierId(id)));
    }

    /** Five dishes of ten euros each, to be brought home. */
    public void place(String order) {
        place(order, CONSUMER);
    }

    public void place(String order, ConsumerId consumer) {
        tell(placing(order, consumer, now));
    }

    public static PlaceOrder placing(String order, ConsumerId consumer, Instant now) {
        List<OrderLine> lines = List.of(new OrderLine("1", "Vindaloo", euros("10.00"), 5));
        return new PlaceOrder(new OrderId(order), consumer, new RestaurantId("ajanta"), "Ajanta", lines, euros("50.00"), null, now, now,
                null,
                RESTAURANT, HOME);
    }

    public void cancel(String order) {
        tell(new CancelOrder(new OrderId(order), ExpectedVersion.any()));
    }

    /** @param quantity of the only dish, 0 to leave it */
    public void revise(String order, int quantity, Place deliverTo) {
        tell(new ReviseOrder(new OrderId(order), new Revision(quantity == 0 ? Map.of() : Map.of("1", quantity), deliverTo, null),
                ExpectedVersion.any(), now));
    }

    public void accept(String order) {
        tell(new AcceptTicket(new TicketId(order), now.plus(Duration.ofMinutes(20)), now));
    }

    public void decline(String order) {
        tell(new DeclineTicket(new TicketId(order), "Out of rice"));
    }

    public void cook(String order) {
        tell(new StartPreparing(new TicketId(order)));
        tell(new MarkReady(new TicketId(order)));
    }

    public void pickUp(String order) {
        try {
            Gateways.kitchenReadiness(people).requireReady(new OrderId(order));
            tell(new PickUpDelivery(new DeliveryId(order), now));
        } catch (Refusal refusal) {
            // The kitchen has nothing to pick up.
        }
    }

    public void complete(String order) {
        tell(new CompleteDelivery(new DeliveryId(order), now));
    }

    public void fail(String order) {
        tell(new FailDelivery(new DeliveryId(order), "Nobody opened"));
    }

    public static Money euros(String amount) {
        return Money.of(amount, "EUR");
    }

    private static Place at(String street) {
        return new Place(new Address(street, null, "Salzburg", "5020", "AT", null), new GeoPoint(47.8, 13.0));
    }
}
