package io.ordertrail.views.schedule;

import com.mongodb.MongoException;
import com.mongodb.client.model.Filters;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.views.following.Generation;
import io.ordertrail.views.following.ViewStatus;
import io.ordertrail.views.history.EventHistory;
import io.ordertrail.views.library.Book;
import io.ordertrail.views.library.Books;
import io.ordertrail.views.library.Library;
import io.ordertrail.views.library.Shelves;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.RecordedEvent;
import io.ordertrail.views.projection.Stored;
import io.ordertrail.views.rebuild.Node;
import io.ordertrail.views.state.SwitchMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.axonframework.queryhandling.QueryResponseMessage;
import org.bson.BsonDocument;
import org.bson.Document;

/**
 * What one seed comes to: nodes of the real machinery on one store, which for most of a minute start, die, pause, are upgraded, and are told to split, merge,
 * rebuild, cancel, switch and roll back, while books are lent and read. Then all is left in peace, and must come right.
 */
final class Run implements AutoCloseable {

    private static final Duration PEACE = Duration.ofSeconds(240);
    private static final int MOST_NODES = 3;
    private static final String READ = "read";

    /** No more than are read ahead, for who reads them is who folds them. */
    private static final int PAGES = 3;

    private final Planted planted;
    private final Schedule schedule;
    private final Random random;
    private final SimulatedEvents events = new SimulatedEvents();
    private final Library library = new Library(events::store);
    private final EventHistory history = new EventHistory() {

        @Override
        public long head() {
            return events.size();
        }

        @Override
        public void read(long after, Consumer<List<TrackedEventMessage<?>>> page) {
            events.pages(after, PAGES).forEach(page);
        }
    };
    private final SimulatedStore store;
    private final List<Host> hosts = new ArrayList<>();
    private final List<ConsistencyToken> tokens = new ArrayList<>();
    private final Map<String, List<Book>> states = new HashMap<>();
    private final Map<String, Long> shown = new HashMap<>();
    private final boolean summed;
    private final int rough;
    private final List<String> begun = new ArrayList<>();
    private final Schedule.Machine people;
    private String wrong;
    private boolean peace;
    private boolean upgraded;
    private int started;

    /** A node and what it runs on. */
    private static final class Host {

        private final Schedule.Machine machine;
        private final int version;
        private final List<CompletableFuture<Void>> waiting = new ArrayList<>();
        private Node node;
        private boolean failed;
        private boolean served;
        private boolean troubled;
        private boolean viewPaused;
        private boolean abandoned;
        private boolean undecided;
        private long failsUntil;

        Host(Schedule.Machine machine, int version) {
            this.machine = machine;
            this.version = version;
        }

        boolean ready() {
            return node != null && machine.alive();
        }
    }

    Run(long seed, Planted planted, List<String> told) {
        this.planted = planted;
        this.schedule = new Schedule(seed, told);
        this.random = schedule.random();
        this.summed = random.nextInt(3) == 0;
        this.rough = random.nextInt(4);
        this.store = new SimulatedStore(this::trouble, this::switched, planted);
        this.people = schedule.machine("people");
        planted.plant(() -> alive().stream().map(host -> host.machine.name).toList());
    }

    /** @return what has gone wrong; null if nothing has */
    String go() {
        int first = random.nextInt(15);
        for (int i = 0; i < first; i++) {
            lend();
        }
        start(1);
        long end = TimeUnit.SECONDS.toNanos(30 + random.nextInt(30));
        while (schedule.now() < end && wrong == null) {
            schedule.pass(Duration.ofMillis(20 + random.nextInt(700)));
            act();
        }
        if (wrong == null) {
            settle();
        }
        return wrong;
    }

    long trace() {
        return schedule.trace();
    }

    long switches() {
        return schedule.switches();
    }

    private void fail(String what) {
        if (wrong == null) {
            schedule.tell("WRONG: " + what);
            wrong = what;
        }
    }

    private List<Host> alive() {
        return hosts.stream().filter(host -> host.machine.alive()).toList();
    }

    private Projection<Book> projection(int version) {
        return summed ? new Shelves(version) : new Books(version);
    }

    /** As a node has it: folding takes its time. */
    private Projection<Book> folding(int version) {
        return summed ? new Shelves(version) {

            @Override
            public Book evolve(Book entry, RecordedEvent event) {
                rest();
                return super.evolve(entry, event);
            }
        } : new Books(version) {

            @Override
            public Book evolve(Book entry, RecordedEvent event) {
                rest();
                return super.evolve(entry, event);
            }
        };
    }

    private void rest() {
        Schedule.Strand strand = Schedule.strand();
        if (!peace && strand.name().startsWith("rebuild of") && random.nextInt(20) == 0) {
            strand.pass(TimeUnit.MILLISECONDS.toNanos(random.nextInt(500)));
        }
    }

    private String view() {
        return projection(1).view();
    }

    private boolean trouble(String collection, String operation) {
        Schedule.Strand strand = Schedule.strand();
        Host host = hosts.stream().filter(each -> each.machine == strand.machine()).findFirst().orElse(null);
        if (host == null) {
            return false;
        }
        schedule.tell(operation + " " + collection);
        if (!peace && rough > 0 && operation.equals("bulkWrite") && strand.name().startsWith("rebuild of") && random.nextInt(30) == 0) {
            schedule.tell("fail over");
            store.failOver();
        }
        if (!collection.equals("members")) {
            // Who tells of himself has something in hand meanwhile that others of his node want.
            int luck = random.nextInt(1000);
            long millis = luck < 700 ? 0
                    : luck < 930 || peace ? 1 + random.nextInt(20) : luck < 996 ? random.nextInt(300) : random.nextInt(4_000);
            if (millis > 0) {
                strand.pass(TimeUnit.MILLISECONDS.toNanos(millis));
            }
        }
        if (!peace && schedule.now() < host.failsUntil) {
            int luck = random.nextInt(10);
            if (luck < 4) {
                throw new com.mongodb.MongoTimeoutException("The store is away");
            }
            return luck < 6;
        }
        return false;
    }

    /** While the live generation is changed nobody answers, and the one to come has all that the other can have shown. */
    private void switched(String view, int to, int version) {
        for (Host host : hosts) {
            if (host.ready() && schedule.as(host.machine, () -> answers(host))) {
                fail("%s answers while generation %d becomes live".formatted(host.machine.name, to));
            }
        }
        Map<String, BsonDocument> coming = store.seen(view + "." + to);
        tokens.stream().map(ConsistencyToken::aggregate).distinct().forEach(aggregate -> {
            long before = shown.getOrDefault(version + aggregate, -1L);
            BsonDocument there = coming.getOrDefault(projection(version).keyOf(new ConsistencyToken(aggregate, 0, "")), new BsonDocument());
            if (before >= 0 && (!there.containsKey(aggregate) || there.getInt64(aggregate).getValue() < before)) {
                fail("generation %d becomes live with %s at %s, which was shown at %d".formatted(to, aggregate, there, before));
            }
        });
    }

    private boolean answers(Host host) {
        try {
            return host.node.running.views().live(projection(host.version)) != null;
        } catch (Refusal e) {
            return false;
        }
    }

    private void act() {
        hosts.stream().filter(host -> host.failed && host.machine.alive()).toList().forEach(this::kill);
        List<Host> ready = alive().stream().filter(Host::ready).toList();
        Host host = ready.isEmpty() ? null : ready.get(random.nextInt(ready.size()));
        int what = random.nextInt(100);
        if (what < 30 || host == null && what < 54) {
            for (int i = random.nextInt(3); i >= 0; i--) {
                lend();
            }
        } else if (what < 50 && host != null) {
            ready.forEach(this::read);
        } else if (what < 54 && host != null && !tokens.isEmpty()) {
            await(host);
        } else if (what < 60) {
            if (alive().size() < MOST_NODES) {
                start(upgraded || host != null && host.served && random.nextInt(4) == 0 ? 2 : 1);
            }
        } else if (host == null) {
            lend();
        } else if (what < 75 && rough == 0) {
            read(host);
        } else if (what < 63) {
            schedule.tell("kill " + host.machine.name);
            kill(host);
        } else if (what < 65) {
            stop(host);
        } else if (what < 69) {
            schedule.tell("pause " + host.machine.name);
            host.troubled = true;
            host.machine.pause(Duration.ofMillis(500 + random.nextInt(11_000)), random.nextBoolean());
        } else if (what < 71) {
            long off = random.nextInt(240) - 120;
            schedule.tell("clock of %s off by %d min".formatted(host.machine.name, off));
            host.machine.setWall(TimeUnit.MINUTES.toMillis(off));
        } else if (what < 73) {
            schedule.tell("store away for " + host.machine.name);
            host.troubled = true;
            host.failsUntil = schedule.now() + TimeUnit.MILLISECONDS.toNanos(random.nextInt(4_000));
        } else if (what < 75) {
            schedule.tell("fail over");
            store.failOver();
        } else if (what < 83) {
            SwitchMode mode = SwitchMode.values()[random.nextInt(3)];
            for (Host other : random.nextInt(4) > 0 ? List.of(host) : ready) {
                order(other, "rebuild " + mode, () -> begun.add(other.node.rebuilds.start(view(), mode, null).id()));
            }
        } else if (what < 86) {
            order(host, "cancel", () -> latest(host).ifPresent(id -> host.node.rebuilds.cancel(view(), id)));
        } else if (what < 90) {
            order(host, "switch", () -> latest(host).ifPresent(id -> host.node.rebuilds.switchTo(view(), id)));
        } else if (what < 94) {
            order(host, "roll back", () -> latest(host).ifPresent(id -> host.node.rebuilds.rollBack(view(), id)));
        } else if (what < 98) {
            int segment = random.nextInt(4);
            boolean merge = random.nextBoolean();
            order(host, merge ? "merge" : "split", () -> {
                if (merge) {
                    host.node.running.merge(view(), segment);
                } else {
                    host.node.running.split(view(), segment);
                }
            });
        } else {
            pause(host, !host.viewPaused);
        }
    }

    private java.util.Optional<String> latest(Host host) {
        return host.node.rebuilds.latest(view()).map(io.ordertrail.views.rebuild.Rebuild::id);
    }

    /** As a person has a node do something, and hears how it ended or does not. */
    private void order(Host host, String what, Runnable order) {
        schedule.begin(host.machine, what, 0, () -> {
            schedule.tell(what);
            try {
                order.run();
                schedule.tell(what + " is done");
            } catch (Refusal | MongoException e) {
                schedule.tell(what + ": " + e);
            } catch (RuntimeException e) {
                schedule.tell(what + " has failed: " + e);
            }
        });
    }

    /** Until it is done it counts as paused, and a person tries again. */
    private void pause(Host host, boolean paused) {
        host.troubled = true;
        host.viewPaused = true;
        order(host, paused ? "pause view" : "resume view", () -> {
            host.node.running.pause(view(), paused);
            host.viewPaused = paused;
        });
    }

    private void lend() {
        String book = "%c%d".formatted('a' + random.nextInt(2), random.nextInt(4));
        for (int times = random.nextInt(5) == 0 ? 4 : 1; times > 0; times--) {
            lend(book);
        }
    }

    private void lend(String book) {
        ConsistencyToken token = library.pass(book, Instant.ofEpochMilli(people.currentTimeMillis() + random.nextInt(8_000)));
        tokens.add(token);
        int upTo = events.size();
        schedule.begin(people, "hand out", TimeUnit.MILLISECONDS.toNanos(random.nextInt(10) < 8 ? 1 : random.nextInt(1_500)),
                () -> events.handOut(upTo));
    }

    private void start(int version) {
        upgraded |= version > 1;
        Host host = new Host(schedule.machine("n" + ++started).withClocks(random.nextLong(1L << 50),
                TimeUnit.MINUTES.toMillis(random.nextInt(240) - 120)), version);
        hosts.add(host);
        schedule.begin(host.machine, "start of version " + version, 0, () -> {
            schedule.tell("start of version " + version);
            try {
                Node node = new Node(store.database(), host.machine.name, events, folding(version), history, Path.of("nowhere"),
                        schedule.clock(host.machine), Duration.ofSeconds(1));
                node.running.queries().subscribe(READ, Read.class,
                        query -> read(node, version, (ConsistencyToken) query.getPayload()));
                host.node = node;
            } catch (RuntimeException e) {
                schedule.tell("could not start: " + e);
                host.failed = true;
            }
        });
    }

    private void kill(Host host) {
        schedule.kill(host.machine);
    }

    private void stop(Host host) {
        Node node = host.node;
        host.node = null;
        schedule.begin(host.machine, "stop", 0, () -> {
            schedule.tell("stop");
            try {
                node.close();
            } finally {
                host.failed = true;
            }
        });
    }

    /** What a query has found. */
    private record Read(Stored<Book> stored, Long counted) {
    }

    private Read read(Node node, int version, ConsistencyToken token) {
        Projection<Book> projection = projection(version);
        Generation<Book> generation = node.running.views().live(projection);
        generation.requireSeen(List.of(token));
        String book = projection.keyOf(token);
        Stored<Book> stored = generation.find(book).orElse(null);
        if (!summed) {
            return new Read(stored, null);
        }
        var sum = generation.sums(List.of(book.substring(0, 1))).get(book.substring(0, 1));
        var part = sum == null ? null : sum.byName().get(book.substring(1));
        return new Read(stored, part == null ? -1 : part.numbers().get(1).longValue());
    }

    private void read(Host host) {
        if (tokens.isEmpty()) {
            return;
        }
        ConsistencyToken token = tokens.get(Math.max(0, tokens.size() - 1 - random.nextInt(random.nextBoolean() ? 3 : 30)));
        schedule.begin(host.machine, READ, 0, () -> {
            String key = host.version + token.aggregate();
            long before = shown.getOrDefault(key, -1L);
            QueryResponseMessage<Read> answer = host.node.running.queries()
                    .query(new GenericQueryMessage<>(token, READ, ResponseTypes.instanceOf(Read.class))).join();
            if (!answer.isExceptional()) {
                host.served = true;
                judge(host, token, answer.getPayload(), before);
            } else {
                schedule.tell("no answer: " + answer.exceptionResult());
            }
        });
    }

    private void judge(Host host, ConsistencyToken token, Read read, long before) {
        String of = "%s of version %d answers of %s".formatted(host.machine.name, host.version, token);
        Stored<Book> stored = read.stored;
        long seen = stored == null ? -1 : stored.sequences().getOrDefault(token.aggregate(), -1L);
        schedule.tell("answers of " + token.aggregate() + " at " + seen);
        if (seen < token.sequence()) {
            fail("stale: %s %s".formatted(of, stored));
        } else if (seen < before) {
            fail("back in time: %s %s, and event %d was shown before".formatted(of, stored, before));
        } else if (!stored.entry().equals(folded(host.version, token.aggregate(), seen))) {
            fail("not the fold: %s %s".formatted(of, stored));
        } else if (read.counted != null && read.counted <= token.sequence()) {
            fail("stale sum: %s %d events".formatted(of, read.counted));
        }
        shown.merge(host.version + token.aggregate(), seen, Math::max);
    }

    /** A book after so many of its events. */
    private Book folded(int version, String aggregate, long last) {
        List<Book> known = states.computeIfAbsent(version + aggregate, k -> new ArrayList<>());
        if (known.size() <= last) {
            known.clear();
            Book book = null;
            for (RecordedEvent event : library.recorded(aggregate)) {
                book = projection(version).evolve(book, event);
                known.add(book);
            }
        }
        return known.get((int) last);
    }

    private void await(Host host) {
        ConsistencyToken token = tokens.getLast();
        schedule.begin(host.machine, "wait", 0,
                () -> host.waiting.add(host.node.running.views().view(view()).orElseThrow().room().enter(List.of(token))));
    }

    private void settle() {
        schedule.tell("peace");
        peace = true;
        hosts.forEach(host -> host.machine.resume());
        lend();
        String open = "nothing looked at";
        for (long end = schedule.now() + PEACE.toNanos(); schedule.now() < end && wrong == null && open != null;) {
            schedule.pass(Duration.ofSeconds(1));
            hosts.stream().filter(host -> host.failed && host.machine.alive()).toList().forEach(this::kill);
            alive().stream().filter(host -> host.viewPaused && host.ready()).forEach(host -> pause(host, false));
            int newest = upgraded ? 2 : 1;
            if (alive().stream().noneMatch(host -> host.version == newest)) {
                start(newest);
            }
            open = null;
            for (Host host : alive()) {
                if (open == null && (host.version == newest || host.served && !host.troubled)) {
                    open = open(host, newest);
                }
            }
        }
        if (open != null) {
            fail("waits for ever: " + open);
        }
    }

    /** What is not as it should be yet; null if all is well. */
    private String open(Host host, int newest) {
        if (!host.ready()) {
            return host.machine.name + " has not started";
        }
        if (host.abandoned) {
            host.abandoned = false;
            order(host, "rebuild", () -> host.node.rebuilds.start(view(), SwitchMode.ALWAYS, null));
        }
        if (host.undecided) {
            host.undecided = false;
            order(host, "switch", () -> latest(host).ifPresent(id -> host.node.rebuilds.switchTo(view(), id)));
        }
        String found = schedule.on(host.machine, "check", Duration.ofSeconds(10), () -> {
            String open = looked(host, newest);
            return open == null ? "well" : open;
        });
        return "well".equals(found) ? null : host.machine.name + ": " + (found == null ? "does not answer" : found);
    }

    private String looked(Host host, int newest) {
        Node node = host.node;
        Projection<Book> projection = projection(host.version);
        Document pointer = store.database().getCollection("views").find(Filters.eq(view())).first();
        ViewStatus status = node.running.views().status(view()).orElseThrow();
        if (status.state() != ViewStatus.State.FOLLOWING || status.position() < events.size()) {
            Document last = pointer.get("rebuild", Document.class);
            // Whoever has cancelled the only one there was has to begin another.
            host.abandoned = status.generation() == 0 && last != null && last.getString("status").equals("CANCELLED");
            host.undecided = status.generation() == 0 && last != null && last.getString("status").equals("WAITING");
            return "%s of %d in %s".formatted(status, events.size(), pointer);
        }
        Document rebuild = pointer.get("rebuild", Document.class);
        if (pointer.containsKey("switching")
                || rebuild != null && rebuild.getBoolean("active") && !rebuild.getString("status").equals("WAITING")) {
            return pointer.toString();
        }
        if (newest == 1 && rebuild != null && rebuild.getString("status").equals("WAITING")
                && rebuild.getString("mode").equals("WHEN_EQUAL")) {
            fail("seen as different: " + node.rebuilds.find(view(), rebuild.getString("id")).report());
        }
        for (String id : begun) {
            try {
                node.rebuilds.find(view(), id);
            } catch (Refusal e) {
                fail("rebuild %s was begun, and is not known any more".formatted(id));
            }
        }
        Generation<Book> live = node.running.views().live(projection);
        Map<String, Book> stored = new HashMap<>();
        live.collection().find().forEach((Stored<Book> each) -> stored.put(each.id(), each.entry()));
        if (!stored.equals(library.folded(projection))) {
            return "%s instead of %s in %s".formatted(stored, library.folded(projection), pointer);
        }
        if (projection instanceof Shelves shelves) {
            Map<String, Object> counted = new HashMap<>();
            live.sums(List.of("a", "b"))
                    .forEach((shelf, sum) -> sum.byName().forEach((book, part) -> counted.put(shelf + book, part.numbers())));
            Map<String, Object> due = new HashMap<>();
            stored.forEach((id, book) -> due.put(id, shelves.addends(book)));
            if (!counted.equals(due)) {
                return "sums %s instead of %s".formatted(counted, due);
            }
        }
        return host.waiting.stream().allMatch(CompletableFuture::isDone) ? null : "somebody waits";
    }

    @Override
    public void close() {
        schedule.close();
        Planted.NONE.plant(List::of);
    }
}
