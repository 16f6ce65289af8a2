package io.ordertrail.benchmarks;

import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderEvent.OrderPlaced;
import io.ordertrail.events.OrderId;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;

/**
 * How many orders are placed and approved while clients place the next one when the last is answered; and how many it could be at best, if an
 * order were only its events, each appended by a command that does nothing else, with nobody following.
 */
final class Throughput {

    private static final int CLIENTS = 64;
    private static final int CONSUMERS = 100;
    private static final int RESTAURANTS = 10;
    private static final int WARM_UPS = 2;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Options options;
    private final Report report;

    /** What a number of orders costs, in seconds of processor time: in this JVM, and in the stores if they are processes on this machine. */
    private record Cost(double own, double stores) {

        static Cost now() {
            return new Cost(Meter.ownSeconds(), Meter.secondsOf("mongod", "axonserver"));
        }

        String since(Cost before, long orders) {
            return "%.2f ms/order in this JVM, %.2f ms/order in stores beside it".formatted((own - before.own) / orders * 1e3,
                    (stores - before.stores) / orders * 1e3);
        }
    }

    /** Orders per second. */
    private record Pace(double placed, double approved) {
    }

    Throughput(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    void run() throws InterruptedException {
        Pace pace = null;
        List<DomainEventMessage<?>> order;
        try (CommandSystem system = CommandSystem.startSides()) {
            report.say("");
            report.say("### Throughput, %d clients, %s, load average %s at the beginning", CLIENTS, system.store(), Meter.load());
            report.say("");
            List<String> consumers = IntStream.range(0, CONSUMERS).mapToObj(i -> system.consumer()).toList();
            List<String> restaurants = IntStream.range(0, RESTAURANTS).mapToObj(i -> system.restaurant(20)).toList();
            order = oneOrder(system, consumers.getFirst(), restaurants.getFirst());
            for (int i = 0; i <= WARM_UPS; i++) {
                pace = orders(system, consumers, restaurants, i < WARM_UPS ? "Warming up" : "**Orders**");
            }
        }
        double bare = bare(order);
        report.say("- **Approved ÷ placed: %.2f; bare ÷ approved: %.2f**", pace.approved / pace.placed, bare / pace.approved);
    }

    private Pace orders(CommandSystem system, List<String> consumers, List<String> restaurants, String what) throws InterruptedException {
        TrackingToken begin = system.events().createHeadToken();
        AtomicInteger refused = new AtomicInteger();
        Cost before = Cost.now();
        double seconds = byClients(number -> {
            HttpResponse<String> answer =
                    system.order(consumers.get(number % CONSUMERS), restaurants.get(number % RESTAURANTS)).join();
            if (answer.statusCode() == 503) {
                refused.incrementAndGet();
                LockSupport.parkNanos(PAUSE_NANOS);
            } else {
                CommandSystem.created(answer);
            }
        });
        Instant end = Instant.now();
        Cost after = Cost.now();
        long placed = 0;
        long approved = 0;
        for (TrackedEventMessage<?> event : since(system, begin)) {
            if (!event.getTimestamp().isAfter(end)) {
                placed += event.getPayload() instanceof OrderPlaced ? 1 : 0;
                approved += event.getPayload() instanceof OrderApproved ? 1 : 0;
            }
        }
        report.say("- %s: %.1f orders/s placed, **%.1f orders/s approved** meanwhile, %d requests refused; %s, clients and views among it",
                what,
                placed / seconds, approved / seconds, refused.get(), after.since(before, Math.max(1, approved)));
        // Of a run too short for even one, ratios are numbers all the same.
        return new Pace(Math.max(1, placed) / seconds, approved / seconds);
    }

    private double bare(List<DomainEventMessage<?>> order) throws InterruptedException {
        double perSecond = 0;
        try (BareCommands commands = BareCommands.start(order, CLIENTS)) {
            for (int i = 0; i <= WARM_UPS; i++) {
                LongAdder orders = new LongAdder();
                Cost before = Cost.now();
                double seconds = byClients(number -> {
                    commands.order();
                    orders.increment();
                });
                perSecond = orders.sum() / seconds;
                report.say("- %s: **%.1f orders/s**, %d events each; %s", i < WARM_UPS ? "Warming up" : "Bare commands", perSecond,
                        order.size(),
                        Cost.now().since(before, Math.max(1, orders.sum())));
            }
        }
        return perSecond;
    }

    private interface Client {
        void next(int number);
    }

    /** @return the seconds that it took */
    private double byClients(Client client) {
        long began = System.nanoTime();
        long end = began + options.seconds().toNanos();
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CLIENTS; i++) {
                clients.submit(() -> {
                    try {
                        while (System.nanoTime() < end) {
                            client.next(next.getAndIncrement());
                        }
                    } catch (RuntimeException e) {
                        report.say("- A client has ended: %s", e.toString().replace("%", "%%"));
                    }
                });
            }
        }
        return (System.nanoTime() - began) / 1e9;
    }

    /** What is stored of one order until nothing more happens, its payment and its delivery among it. */
    private static List<DomainEventMessage<?>> oneOrder(CommandSystem system, String consumer, String restaurant)
            throws InterruptedException {
        TrackingToken begin = system.events().createHeadToken();
        OrderId order = new OrderId(CommandSystem.created(system.order(consumer, restaurant).join()));
        List<DomainEventMessage<?>> events = new ArrayList<>();
        for (TrackedEventMessage<?> event : since(system, begin)) {
            if (event.getPayload() instanceof DomainEvent payload && order.equals(payload.orderId())) {
                events.add((DomainEventMessage<?>) event);
            }
        }
        return events;
    }

    /** Until there has been nothing new for a second. */
    private static List<TrackedEventMessage<?>> since(CommandSystem system, TrackingToken begin) throws InterruptedException {
        List<TrackedEventMessage<?>> events = new ArrayList<>();
        try (BlockingStream<TrackedEventMessage<?>> stream = system.events().openStream(begin)) {
            while (stream.hasNextAvailable(1, TimeUnit.SECONDS)) {
                events.add(stream.nextAvailable());
            }
        }
        return events;
    }
}
