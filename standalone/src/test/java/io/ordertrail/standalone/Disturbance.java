package io.ordertrail.standalone;

import static org.awaitility.Awaitility.await;

import io.ordertrail.standalone.Api.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What operators do to views, one thing after another: pauses, splits, merges, rebuilds with their switch, ways back, and a node's restart. */
final class Disturbance implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Supplier<List<Api>> nodes;
    private final Runnable restart;
    private final Random random;
    private final Map<String, Integer> done = new TreeMap<>();
    private final List<String> views;
    private final Thread thread;
    private volatile boolean over;
    private volatile Throwable failure;

    Disturbance(Supplier<List<Api>> nodes, Runnable restart, long seed) {
        this.nodes = nodes;
        this.restart = restart;
        this.random = new Random(seed);
        this.views = nodes.get().getFirst().get("/views").expect(200).body().path("views").valueStream()
                .map(view -> view.path("name").asString()).toList();
        this.thread = Thread.ofVirtual().start(this::disturb);
    }

    private void disturb() {
        try {
            for (int i = 0; !over; i++) {
                String view = views.get(random.nextInt(views.size()));
                if (i % 12 == 11) {
                    note("restart", 200);
                    restart.run();
                } else {
                    one(view);
                }
                pass(random.nextInt(300));
            }
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    private void one(String view) {
        Api node = nodes.get().get(random.nextInt(nodes.get().size()));
        switch (random.nextInt(6)) {
            case 0, 1 -> {
                note("pause", node.post("/processors/%s/pause".formatted(view), null).status());
                pass(random.nextInt(400));
                node.post("/processors/%s/resume".formatted(view), null);
            }
            case 2 -> note("split", node.post("/processors/%s/split".formatted(view), null).status());
            case 3 -> note("merge", node.post("/processors/%s/merge".formatted(view), null).status());
            default -> rebuild(node, view);
        }
    }

    private void rebuild(Api node, String view) {
        Answer begun = node.post("/views/%s/rebuilds".formatted(view), "{\"switch\":\"ALWAYS\"}");
        note("rebuild", begun.status());
        if (begun.status() != 202) {
            return;
        }
        String rebuild = "/views/%s/rebuilds/%s".formatted(view, begun.id());
        String status = await().atMost(PATIENCE).until(() -> node.get(rebuild).body().path("status").asString(""),
                now -> List.of("SWITCHED", "FAILED", "CANCELLED").contains(now));
        note("rebuild " + status, 200);
        if (status.equals("SWITCHED") && random.nextBoolean()) {
            pass(random.nextInt(400));
            note("roll back", node.post(rebuild + "/rollback", null).status());
        }
    }

    private void note(String what, int status) {
        done.merge(status < 300 ? what : what + " refused", 1, Integer::sum);
    }

    private static void pass(int millis) {
        await().pollDelay(millis, TimeUnit.MILLISECONDS).until(() -> true);
    }

    /** Ends with everything running. */
    @Override
    public void close() {
        over = true;
        await().atMost(PATIENCE.multipliedBy(2)).until(() -> !thread.isAlive());
        views.forEach(view -> nodes.get().getFirst().post("/processors/%s/resume".formatted(view), null));
        if (failure != null) {
            throw new AssertionError("Disturbing failed after " + done, failure);
        }
    }

    @Override
    public String toString() {
        return done.toString();
    }
}
