package io.ordertrail.benchmarks;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * A hundred orders at once at a restaurant with 1,000 dishes and 47 menu revisions, and at one with a single dish, in turns in one run: how
 * long until all are answered, and how long somebody else waits who registers meanwhile.
 */
final class QuoteBursts {

    /** In a burst. */
    static final int ORDERS = 100;

    private static final int DISHES = 1_000;
    private static final int REVISIONS = 47;

    private final Options options;
    private final Report report;
    private final int orders;

    private record Burst(double all, double bystander, int refused) {
    }

    QuoteBursts(Options options, Report report, int orders) {
        this.options = options;
        this.report = report;
        this.orders = orders;
    }

    void run() throws InterruptedException {
        // A burst is to be taken in whole, whatever the processes still have to do.
        try (CommandSystem system = CommandSystem.start(Map.of("ordertrail.processes.longest-wait", "PT1H"))) {
            String consumer = system.consumer();
            String small = system.restaurant(1);
            String large = system.restaurant(DISHES);
            IntStream.rangeClosed(1, REVISIONS).forEach(revision -> system.reviseMenu(large, DISHES, revision));
            List<Burst> atSmall = new ArrayList<>();
            List<Burst> atLarge = new ArrayList<>();
            for (int i = -1; i < options.repetitions(); i++) {
                Burst smallOne = burst(system, consumer, small);
                Burst largeOne = burst(system, consumer, large);
                if (i >= 0) {
                    atSmall.add(smallOne);
                    atLarge.add(largeOne);
                }
            }
            report.say("");
            report.say("### %d orders at once, %s", orders, system.store());
            report.say("");
            tell("one dish", atSmall);
            tell("%,d dishes and %d menu revisions".formatted(DISHES, REVISIONS), atLarge);
            report.say("- **Large ÷ small: %.2f until all are answered, %.2f for the bystander**", median(atLarge, 0) / median(atSmall, 0),
                    median(atLarge, 1) / median(atSmall, 1));
        }
    }

    private Burst burst(CommandSystem system, String consumer, String restaurant) throws InterruptedException {
        long began = System.nanoTime();
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, orders).mapToObj(i -> system.order(consumer, restaurant))
                .toList();
        system.consumer();
        double bystander = (System.nanoTime() - began) / 1e9;
        List<String> placed = answers.stream().map(CompletableFuture::join).filter(answer -> answer.statusCode() == 201)
                .map(CommandSystem::created).toList();
        double all = (System.nanoTime() - began) / 1e9;
        // The next one finds the processes at rest.
        if (system.approvals(placed).isEmpty()) {
            throw new IllegalStateException("Orders are not decided within two minutes");
        }
        return new Burst(all, bystander, orders - placed.size());
    }

    private void tell(String restaurant, List<Burst> bursts) {
        report.say("- A restaurant with %s, median of %d: %.2f s until all are answered, %.2f s for a registration meanwhile; %d refused",
                restaurant, bursts.size(), median(bursts, 0), median(bursts, 1), bursts.stream().mapToInt(Burst::refused).sum());
    }

    private static double median(List<Burst> bursts, int which) {
        List<Double> sorted = new ArrayList<>(bursts.stream().map(burst -> which == 0 ? burst.all() : burst.bystander()).toList());
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
