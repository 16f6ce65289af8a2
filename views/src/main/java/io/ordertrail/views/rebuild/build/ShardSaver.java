package io.ordertrail.views.rebuild.build;

import io.ordertrail.views.documents.Securing;
import io.ordertrail.views.history.EventHistory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the store, and so everyone, how far the shards are, from a thread of its own; and finds out so if one is another node's by now. */
final class ShardSaver<E> {

    private static final Logger LOG = LoggerFactory.getLogger(ShardSaver.class);
    private static final Duration SAVE = Duration.ofMillis(500);
    private static final Duration LOG_EVERY = Duration.ofSeconds(5);

    private final String view;
    private final List<Shard> claimed;
    private final Map<Integer, ShardBuild<E>> builds;
    private final Shards shards;
    private final Securing securing;
    private final EventHistory history;
    private final ExecutorService thread;
    private final Pace pace;
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
    private long told = System.nanoTime();
    private long logged = told;

    ShardSaver(String view, List<Shard> claimed, Map<Integer, ShardBuild<E>> builds, Shards shards, Securing securing,
            EventHistory history, long begin, ExecutorService thread) {
        this.view = view;
        this.builds = builds;
        this.shards = shards;
        this.securing = securing;
        this.history = history;
        this.claimed = claimed;
        this.thread = thread;
        this.pace = new Pace(told, begin);
    }

    boolean due() {
        return last.isDone() && System.nanoTime() - told > SAVE.toNanos();
    }

    void save(long read, boolean done) {
        last.join();
        told = System.nanoTime();
        pace.at(told, read);
        List<Shard> states = claimed.stream().map(shard -> {
            ShardBuild<E> build = builds.get(shard.id());
            return new Shard(shard.id(), shard.owner(), build.lowWater(read), Math.max(read, shard.position()), pace.perSecond(),
                    build.documents(), done, null);
        }).toList();
        last = CompletableFuture.runAsync(() -> {
            securing.secure();
            shards.save(states);
        }, thread);
        if (told - logged > LOG_EVERY.toNanos()) {
            logged = told;
            long target = history.head();
            LOG.info("{}: built up to event {} of {}, at {} events/s, {} s to go", view, read, target,
                    Math.round(pace.perSecond()), Math.round((target - read) / Math.max(1, pace.perSecond())));
        }
    }

    void finish(long read) {
        save(read, true);
        last.join();
    }
}
