package io.ordertrail.query.orderhistory;

import io.ordertrail.events.DomainEvent;
import io.ordertrail.views.documents.MemoryStore;
import io.ordertrail.views.following.Readers;
import io.ordertrail.views.history.History;
import io.ordertrail.views.projection.Arrival;
import io.ordertrail.views.projection.Folded;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.Recording;
import io.ordertrail.views.rebuild.build.Shard;
import io.ordertrail.views.rebuild.build.ShardBuild;
import io.ordertrail.views.rebuild.build.Writer;
import io.ordertrail.views.rebuild.build.WrittenIds;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.Segment;

/**
 * A few orders' lives and everything that can go wrong on the way into a view, all of it drawn from one seed: events delivered again, batches
 * delivered again, crashes between write and token and amid a write, a segment claimed twice, segments split and merged, the events of
 * different aggregates in another order; and for a rebuild crashes, and a builder that goes on writing although its shard is another's.
 */
final class Trial {

    private final Random random;
    private final Projection<OrderHistoryEntry> projection = Lives.projection();
    private final History history;
    private final List<DomainEventMessage<?>> stream;

    Trial(long seed) {
        random = new Random(seed);
        history = history();
        stream = random.nextBoolean() ? history.messages() : shuffled(history.messages());
    }

    Map<String, OrderHistoryEntry> expected() {
        return Folded.by(projection, history);
    }

    private History history() {
        List<Queue<DomainEvent>> lives = new ArrayList<>();
        int orders = 1 + random.nextInt(4);
        for (int i = 0; i < orders; i++) {
            List<DomainEvent> life = random.nextInt(3) == 0 ? Lives.cancelled("o" + i) : Lives.delivered("o" + i);
            lives.add(new ArrayDeque<>(random.nextInt(4) == 0 ? life.subList(0, 1 + random.nextInt(life.size())) : life));
        }
        History all = new History();
        while (!lives.isEmpty()) {
            Queue<DomainEvent> life = lives.get(random.nextInt(lives.size()));
            all.then(life.remove());
            lives.removeIf(Queue::isEmpty);
        }
        return all;
    }

    /** Another order of the same events, but for those of one aggregate. */
    private List<DomainEventMessage<?>> shuffled(List<DomainEventMessage<?>> messages) {
        Map<String, Queue<DomainEventMessage<?>>> streams = new HashMap<>();
        messages.forEach(message -> streams.computeIfAbsent(message.getAggregateIdentifier(), k -> new ArrayDeque<>()).add(message));
        List<Queue<DomainEventMessage<?>>> left = new ArrayList<>(streams.keySet().stream().sorted().map(streams::get).toList());
        List<DomainEventMessage<?>> other = new ArrayList<>();
        while (!left.isEmpty()) {
            other.add(left.get(random.nextInt(left.size())).remove());
            left.removeIf(Queue::isEmpty);
        }
        return other;
    }

    /** A segment and the number of events of the stream that it has passed. */
    private record Share(Segment segment, int passed) {
    }

    Map<String, OrderHistoryEntry> followed() {
        MemoryStore<OrderHistoryEntry> store = new MemoryStore<>();
        follow(store, 0);
        return entries(store);
    }

    private void follow(MemoryStore<OrderHistoryEntry> store, int from) {
        List<Share> shares = new ArrayList<>(List.of(new Share(Segment.ROOT_SEGMENT, from)));
        while (shares.stream().anyMatch(share -> share.passed < stream.size())) {
            Share share = shares.remove(random.nextInt(shares.size()));
            int next = Math.min(stream.size(), share.passed + 1 + random.nextInt(8));
            List<DomainEventMessage<?>> batch = batch(share.segment, share.passed, next);
            switch (random.nextInt(10)) {
                case 0 -> {
                    store.follow(projection, batch);
                    next = share.passed;
                }
                case 1 -> {
                    store.dieInNextWrite(random);
                    next = died(() -> store.follow(projection, batch)) ? share.passed : next;
                }
                case 2 -> {
                    int before = random.nextInt(share.passed + 1);
                    store.follow(projection, batch(share.segment, before, next));
                }
                case 3 -> {
                    int ahead = Math.min(stream.size(), share.passed + 1 + random.nextInt(8));
                    int passed = share.passed;
                    store.beforeNextWrite(() -> store.follow(projection, batch(share.segment, passed, ahead)));
                    store.follow(projection, batch);
                }
                case 4 -> {
                    List<DomainEventMessage<?>> twice = new ArrayList<>(batch);
                    twice.addAll(batch.subList(0, random.nextInt(batch.size() + 1)));
                    store.follow(projection, twice);
                }
                case 5 -> {
                    store.follow(projection, batch);
                    if (share.segment.getMask() < 7) {
                        Segment[] halves = share.segment.split();
                        shares.add(new Share(halves[1], next));
                        shares.add(new Share(halves[0], next));
                        store.undisturbed();
                        continue;
                    }
                }
                case 6 -> {
                    store.follow(projection, batch);
                    Share other =
                            shares.stream().filter(candidate -> candidate.segment.isMergeableWith(share.segment)).findFirst().orElse(null);
                    if (other != null) {
                        shares.remove(other);
                        shares.add(new Share(share.segment.mergedWith(other.segment), Math.min(next, other.passed)));
                        store.undisturbed();
                        continue;
                    }
                }
                default -> store.follow(projection, batch);
            }
            shares.add(new Share(share.segment, next));
            // There may have been nothing to write.
            store.undisturbed();
        }
    }

    private List<DomainEventMessage<?>> batch(Segment segment, int from, int to) {
        return stream.subList(from, to).stream().filter(message -> {
            String sequence = Recording.sequenceOf(projection, message);
            return sequence != null && segment.matches(sequence);
        }).collect(Collectors.toList());
    }

    private static boolean died(Runnable work) {
        try {
            work.run();
            return false;
        } catch (MemoryStore.Died | CompletionException e) {
            return true;
        }
    }

    /** Built by shards, then followed to the end. */
    Map<String, OrderHistoryEntry> built() throws InterruptedException {
        MemoryStore<OrderHistoryEntry> store = new MemoryStore<>();
        int end = random.nextInt(stream.size() + 1);
        Queue<Runnable> late = new ArrayDeque<>();
        long low = 0;
        while (low < end) {
            low = pass(store, low, end, late);
        }
        late.forEach(Runnable::run);
        follow(store, end);
        return entries(store);
    }

    /**
     * One builder's life.
     *
     * @param late what an earlier builder may write yet
     * @return the low water it leaves
     */
    private long pass(MemoryStore<OrderHistoryEntry> store, long from, int end, Queue<Runnable> late) throws InterruptedException {
        WrittenIds written = new WrittenIds(1);
        store.documents().keySet().forEach(written::add);
        Queue<Runnable> writes = new ArrayDeque<>();
        ShardBuild<OrderHistoryEntry> build =
                new ShardBuild<>(projection, new Shard(0, "me", from, from, 0, 0, false, null),
                        new Writer<>(store, null, new Readers()), written, writes::add, new Semaphore(Integer.MAX_VALUE),
                        1 + random.nextInt(3));
        int age = 1 + random.nextInt(30);
        int crash = random.nextInt(3) == 0 ? (int) from + random.nextInt(end - (int) from + 1) : -1;
        long low = from;
        try {
            for (int position = (int) from + 1; position <= end; position++) {
                if (position == crash) {
                    late.addAll(random.nextBoolean() ? writes : List.of());
                    return low;
                }
                Arrival arrival = Recording.arrival(projection, stream.get(position - 1));
                if (arrival != null) {
                    build.apply(arrival, position, (shard, id) -> {
                        run(writes);
                        return store.find(List.of(id)).get(id);
                    });
                }
                build.writeOlderThan(position - age);
                if (random.nextInt(4) == 0) {
                    if (random.nextInt(10) == 0) {
                        store.dieInNextWrite(random);
                    }
                    run(writes);
                    store.undisturbed();
                }
                if (random.nextInt(10) == 0 && !late.isEmpty()) {
                    late.remove().run();
                }
                if (random.nextInt(3) == 0) {
                    build.requireWriting();
                    low = build.lowWater(position);
                }
            }
            build.sendAll();
            run(writes);
            build.awaitAll();
            return end;
        } catch (MemoryStore.Died | CompletionException e) {
            store.undisturbed();
            return low;
        }
    }

    private static void run(Queue<Runnable> writes) {
        while (!writes.isEmpty()) {
            writes.remove().run();
        }
    }

    private static Map<String, OrderHistoryEntry> entries(MemoryStore<OrderHistoryEntry> store) {
        Map<String, OrderHistoryEntry> entries = new HashMap<>();
        store.documents().forEach((id, stored) -> entries.put(id, stored.entry()));
        return entries;
    }
}
