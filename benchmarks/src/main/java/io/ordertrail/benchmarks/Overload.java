package io.ordertrail.benchmarks;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.ordertrail.benchmarks.CommandSystem.Approval;
import io.ordertrail.benchmarks.QueryLoad.Latencies;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.slf4j.LoggerFactory;

/**
 * Orders that come at a steady rate, whatever becomes of them, from less than the system takes to four times as many, and then again no more
 * than it takes: how many are approved in time, what the others are told, and how soon all is well again.
 */
final class Overload {

    private static final double[] LEVELS = {0.5, 1, 2, 4};

    /** What an accepted order may take to be approved. */
    private static final double IN_TIME_SECONDS = 5;
    private static final int CONSUMERS = 100;
    private static final int RESTAURANTS = 10;

    private static final int WARM_UPS = 3;

    /** As many as keep it busy without any of them being refused for long. */
    private static final int CLIENTS = 16;

    /** Clients that wait for an answer at one time. */
    private static final int MOST_WAITING = 1_000;

    private final Options options;
    private final Report report;
    private List<String> consumers;
    private List<String> restaurants;

    /**
     * @param goodput orders per second that were approved in time
     * @param lastRefusal seconds after the beginning, 0 if nothing was refused
     */
    private record Measured(double goodput, double lastRefusal) {
    }

    /** What came back. */
    private static final class Answers {
        private final Queue<String> placed = new ConcurrentLinkedQueue<>();
        private final Queue<Double> times = new ConcurrentLinkedQueue<>();
        private final AtomicInteger refused = new AtomicInteger();
        private final AtomicInteger failed = new AtomicInteger();
        private volatile double lastRefusal;
    }

    /** Warnings and worse; there are to be none for mere load. */
    private static final class Warnings extends AppenderBase<ILoggingEvent> {
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
                lines.add(event.getFormattedMessage());
            }
        }
    }

    Overload(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    void run() throws InterruptedException {
        Warnings warnings = new Warnings();
        try (CommandSystem system = CommandSystem.start(Map.of())) {
            Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
            warnings.setContext(root.getLoggerContext());
            warnings.start();
            root.addAppender(warnings);
            consumers = IntStream.range(0, CONSUMERS).mapToObj(i -> system.consumer()).toList();
            restaurants = IntStream.range(0, RESTAURANTS).mapToObj(i -> system.restaurant(20)).toList();
            report.say("");
            report.say("### Overload, %s, load average %s at the beginning", system.store(), Meter.load());
            report.say("");
            // Nothing is measured before the compilers are done.
            for (int i = 0; i < WARM_UPS; i++) {
                taken(system);
            }
            double capacity = Math.max(1, taken(system));
            report.say("- %d clients, each placing its next order when the last is answered: %.1f orders/s are taken and approved", CLIENTS,
                    capacity);
            double best = capacity;
            double worst = Double.MAX_VALUE;
            for (double factor : LEVELS) {
                try (Heap heap = new Heap()) {
                    double goodput = level(system, "%.1f ×".formatted(factor), factor * capacity).goodput();
                    report.say("  heap left by any collection: at most %,d MiB; warnings so far: %d", heap.mostAfterCollection(),
                            warnings.lines.size());
                    best = Math.max(best, goodput);
                    worst = factor >= 1 ? Math.min(worst, goodput) : worst;
                }
            }
            Measured after = level(system, "0.8 × right after that", 0.8 * capacity);
            report.say("- **Goodput at any load ÷ its best: %.2f; the last order refused %.1f s after the rush**", worst / best,
                    after.lastRefusal());
            warnings.lines.stream().distinct().limit(20).forEach(line -> report.say("- Warned: %s", line.replace("%", "%%")));
            root.detachAppender(warnings);
        }
    }

    /** Orders per second, by clients that wait for each answer, and a moment after a refusal. */
    private double taken(CommandSystem system) throws InterruptedException {
        Answers answers = new Answers();
        long began = System.nanoTime();
        long end = began + options.seconds().toNanos();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < CLIENTS; client++) {
                int first = client;
                clients.submit(() -> {
                    for (int i = first; System.nanoTime() < end; i += CLIENTS) {
                        if (note(answers, began, began, order(system, i).join(), null) == 503) {
                            LockSupport.parkNanos(50_000_000);
                        }
                    }
                });
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        return inTime(system.approvals(List.copyOf(answers.placed))) / seconds;
    }

    private Measured level(CommandSystem system, String name, double perSecond) throws InterruptedException {
        Answers answers = new Answers();
        Semaphore waiting = new Semaphore(MOST_WAITING);
        long began = System.nanoTime();
        long orders = Math.max(1, Math.round(perSecond * options.seconds().toNanos() / 1e9));
        for (int i = 0; i < orders; i++) {
            long at = began + (long) (i / perSecond * 1e9);
            LockSupport.parkNanos(at - System.nanoTime());
            waiting.acquire();
            order(system, i).whenComplete((answer, failure) -> {
                note(answers, began, at, answer, failure);
                waiting.release();
            });
        }
        waiting.acquire(MOST_WAITING);
        double seconds = (System.nanoTime() - began) / 1e9;
        Optional<List<Approval>> approvals = system.approvals(List.copyOf(answers.placed));
        Latencies approved = Latencies.of(List.of(new Latencies(approvals.orElse(List.of()).stream().map(Approval::seconds).toList())));
        Latencies answered = Latencies.of(List.of(new Latencies(new ArrayList<>(answers.times))));
        double goodput = inTime(approvals) / seconds;
        report.say("- %s, %.1f orders/s for %.0f s: %d placed, %d refused, %d failed; **%.1f/s approved in time**; to APPROVED p50 %.2f s, "
                + "p99 **%.2f s**, longest %.2f s%s; answers p50 %.0f ms, p99 %.0f ms", name, perSecond, seconds, answers.placed.size(),
                answers.refused.get(), answers.failed.get(), goodput, approved.percentile(50), approved.percentile(99),
                approved.percentile(100), approvals.isEmpty() ? " (some not within two minutes)" : "", answered.percentile(50) * 1e3,
                answered.percentile(99) * 1e3);
        return new Measured(goodput, answers.lastRefusal);
    }

    private static double inTime(Optional<List<Approval>> approvals) {
        return approvals.stream().flatMap(List::stream).flatMapToDouble(approval -> DoubleStream.of(approval.seconds()))
                .filter(seconds -> seconds <= IN_TIME_SECONDS).count();
    }

    private CompletableFuture<HttpResponse<String>> order(CommandSystem system, int number) {
        return system.order(consumers.get(number % consumers.size()), restaurants.get(number % restaurants.size()));
    }

    /** @param at when it was to be sent */
    private static int note(Answers answers, long began, long at, HttpResponse<String> answer, Throwable failure) {
        int status = failure == null ? answer.statusCode() : 0;
        long now = System.nanoTime();
        switch (status) {
            case 201 -> {
                answers.placed.add(CommandSystem.created(answer));
                answers.times.add((now - at) / 1e9);
            }
            case 503 -> {
                answers.refused.incrementAndGet();
                answers.lastRefusal = (now - began) / 1e9;
            }
            default -> answers.failed.incrementAndGet();
        }
        return status;
    }
}
