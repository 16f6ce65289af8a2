package io.ordertrail.views.rebuild.build;

import io.ordertrail.views.documents.Securing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/** Tells the store, and so everyone, how far the shards are, from a thread of its own; and finds out so if one is another node's by now. */
final class ShardSaver<E> {

    private static final Duration SAVE = Duration.ofMillis(500);

    private final List<Shard> claimed;
    private final Map<Integer, ShardBuild<E>> builds;
    private final Shards shards;
    private final Securing securing;
    private final ExecutorService thread;
    private final Pace pace;
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
    private long told = System.nanoTime();

    ShardSaver(List<Shard> claimed, Map<Integer, ShardBuild<E>> builds, Shards shards, Securing securing, long begin,
            ExecutorService thread) {
        this.builds = builds;
        this.shards = shards;
        this.securing = securing;
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
    }

    void finish(long read) {
        save(read, true);
        last.join();
    }
}
