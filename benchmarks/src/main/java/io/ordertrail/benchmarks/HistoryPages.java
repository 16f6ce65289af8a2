package io.ordertrail.benchmarks;

import io.ordertrail.query.orderhistory.OrderHistoryEntry;
import io.ordertrail.views.documents.Documents;
import io.ordertrail.views.following.View;
import io.ordertrail.views.following.Views;
import io.ordertrail.views.projection.Arrival;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.Recording;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.eventhandling.GenericDomainEventMessage;

/**
 * Pages of order histories among a million orders, beside the cheapest question there is over HTTP: one document by its id. Both are asked in
 * turns, one after the other, by one client, so that they have the same company.
 */
final class HistoryPages {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int BATCH = 2_000;

    /** One consumer has placed every so manieth order. */
    private static final int OFTEN = 10;

    /** So many ids are kept for to be looked up. */
    private static final int ONE_IN = 50;

    private static final int DEEP = 1_000;
    private static final int PAGE = 20;
    private static final String SINCE = "?since=2025-12-31T00:00:00Z&limit=" + PAGE;

    private final Options options;
    private final Report report;

    HistoryPages(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    void run() throws InterruptedException {
        // A few events, so that the views are there; the orders come from beside, folded and written as the view's follower does.
        try (QuerySystem system = QuerySystem.start(EventFolder.of(options.cache(), options.history(options.sizes().getFirst())),
                options.mongodb())) {
            World world = new World(new Chance(options.seed()));
            world.open(BEGIN, options.orders());
            World often = world.ofOneConsumer();
            List<String> ids = fill(system, world, often);
            report.say("");
            report.say("### %,d orders, %s, over HTTP", options.orders(), system.store());
            report.say("");
            pages(system, world, ids);
            depth(system, often.consumer().id().value());
        }
    }

    /** @return ids of some of the orders */
    @SuppressWarnings("unchecked") // the view is known by its name
    private List<String> fill(QuerySystem system, World world, World often) {
        View<OrderHistoryEntry> view = (View<OrderHistoryEntry>) system.bean(Views.class).named(QuerySystem.VIEW);
        Documents<OrderHistoryEntry> documents = view.documents(view.read()).unsecured();
        Chance chance = new Chance(options.seed() + 1);
        List<String> ids = new ArrayList<>();
        List<Documents.Change> batch = new ArrayList<>(BATCH);
        Instant placed = BEGIN;
        for (long order = 1; order <= options.orders(); order++) {
            placed = placed.plusMillis(chance.between(1, 8_000));
            List<Arrival> life = life(view.projection(), chance, order % OFTEN == 0 ? often : world, placed);
            String id = life.getFirst().key();
            batch.add(documents.fold(view.projection(), id, null, life));
            if (order % ONE_IN == 0) {
                ids.add(id);
            }
            if (batch.size() == BATCH || order == options.orders()) {
                documents.write(batch);
                batch.clear();
            }
        }
        return ids;
    }

    private static List<Arrival> life(Projection<?> projection, Chance chance, World world, Instant placed) {
        Map<String, Long> sequences = new HashMap<>();
        return OrderLife.ended(chance, world, placed).stream().map(step -> {
            String aggregate = Trade.aggregateOf(step.event()).toString();
            long sequence = sequences.merge(aggregate, 0L, (before, zero) -> before + 1);
            return Recording.arrival(projection,
                    new GenericDomainEventMessage<>(Trade.typeOf(step.event()), aggregate, sequence, step.event(),
                            Map.of(), chance.messageId(step.time()), step.time()));
        }).filter(Objects::nonNull).toList();
    }

    private void pages(QuerySystem system, World world, List<String> ids) throws InterruptedException {
        Chance chance = new Chance(options.seed() + 2);
        InTurns turns = new InTurns();
        turns.add("one document by its id, nothing else", () -> URI.create(system.url() + BareLookUp.PATH + chance.of(ids)));
        turns.add("GET /orders/{id}", () -> URI.create(system.url() + "/orders/" + chance.of(ids)));
        turns.add("a page of 20 of a consumer's history",
                () -> URI.create("%s/consumers/%s/orders%s".formatted(system.url(), world.consumer().id().value(), SINCE)));
        List<QueryLoad.Latencies> measured = turns.ask(options.seconds());
        turns.tell(report, measured);
        report.say("- **p99 of a history page ÷ p99 of one document by its id: %.2f** (÷ GET /orders/{id}: %.2f); load %s",
                measured.get(2).percentile(99) / measured.get(0).percentile(99),
                measured.get(2).percentile(99) / measured.get(1).percentile(99), Meter.load());
    }

    /** The consumer's first page and its thousandth, each asked again and again. */
    private void depth(QuerySystem system, String consumer) throws InterruptedException {
        String first = "%s/consumers/%s/orders%s".formatted(system.url(), consumer, SINCE);
        String deep = first;
        for (int page = 1; page < DEEP; page++) {
            String next = InTurns.JSON.readTree(InTurns.get(URI.create(deep))).path("next").asString(null);
            if (next == null) {
                report.say("- The consumer has %d pages only", page);
                break;
            }
            deep = first + "&cursor=" + next;
        }
        URI far = URI.create(deep);
        InTurns turns = new InTurns();
        turns.add("the first page of %,d orders".formatted(options.orders() / OFTEN), () -> URI.create(first));
        turns.add("page %,d of them".formatted(DEEP), () -> far);
        List<QueryLoad.Latencies> measured = turns.ask(options.seconds());
        turns.tell(report, measured);
        report.say("- **Page %,d ÷ page 1: %.2f at the median, %.2f at the 99th percentile**; load %s", DEEP,
                measured.get(1).percentile(50) / measured.get(0).percentile(50),
                measured.get(1).percentile(99) / measured.get(0).percentile(99), Meter.load());
    }
}
