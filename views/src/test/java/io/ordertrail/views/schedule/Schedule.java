package io.ordertrail.views.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Runs strands of work one at a time, in an order and at times that a seed decides. Each has a thread of its own, and goes on until it waits or asks
 * the store; then it hands on to another. Time passes only when all of them wait.
 */
public final class Schedule implements AutoCloseable {

    private static final ThreadLocal<Strand> STRAND = new ThreadLocal<>();

    /** Virtual ones are handed on to without the operating system, which is most of what a turn costs; before JDK 24 one that waits in a lock keeps its carrier. */
    static final ExecutorService THREADS = Runtime.version().feature() >= 24
            ? Executors.newVirtualThreadPerTaskExecutor()
            : Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("strand-", 0).factory());
    private static final long WALL = Instant.parse("2026-11-21T18:00:00Z").toEpochMilli();

    private final Random random;
    private final List<Strand> waiting = new ArrayList<>();
    private final List<Strand> due = new ArrayList<>();
    private final Strand main = new Strand("main", new Machine("test"), null);
    private final List<String> told;
    private long now;
    private long switches;
    private long trace = 17;

    /** Unwinds a strand whose machine is no more. */
    static final class Killed extends Error {

        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    /** What a node runs on: its clocks, and whether it runs at all. */
    final class Machine {

        final String name;
        private long nanos;
        private long millis;
        private long pausedUntil;
        private boolean dead;

        Machine(String name) {
            this.name = name;
        }

        /** Clocks that agree with nobody's. */
        Machine withClocks(long nanos, long millis) {
            this.nanos = nanos;
            this.millis = millis;
            return this;
        }

        void setWall(long to) {
            millis = to;
        }

        long nanoTime() {
            return now + nanos;
        }

        long currentTimeMillis() {
            return WALL + TimeUnit.NANOSECONDS.toMillis(now) + millis;
        }

        /** @param suspended whether its count of nanoseconds stands as well */
        void pause(Duration duration, boolean suspended) {
            pausedUntil = Math.max(pausedUntil, now + duration.toNanos());
            if (suspended) {
                nanos -= duration.toNanos();
            }
        }

        void resume() {
            pausedUntil = 0;
        }

        boolean alive() {
            return !dead;
        }
    }

    /** Something that runs on a machine, and may be waiting. */
    final class Strand {

        private final String name;
        private final Machine machine;
        private final Runnable work;
        private long wake;
        private boolean started;
        private boolean ended;
        private boolean killed;
        private boolean interrupted;
        private boolean mayRunOn;
        private Strand reaper;
        private volatile Thread thread;
        private volatile boolean granted;

        Strand(String name, Machine machine, Runnable work) {
            this.name = name;
            this.machine = machine;
            this.work = work;
        }

        Schedule schedule() {
            return Schedule.this;
        }

        Machine machine() {
            return machine;
        }

        boolean ended() {
            return ended;
        }

        String name() {
            return name;
        }

        void interrupt() {
            interrupted = true;
            wake = Math.min(wake, now);
        }

        boolean interrupted() {
            boolean was = interrupted;
            interrupted = false;
            return was;
        }

        void requireAlive() {
            if (killed) {
                throw new Killed();
            }
        }

        boolean isInterrupted() {
            return interrupted;
        }

        /** Ends its wait, or the next. */
        void unpark() {
            mayRunOn = true;
            wake = Math.min(wake, now);
        }

        void park(long nanos) {
            if (!mayRunOn && !interrupted) {
                pass(nanos);
            }
            mayRunOn = false;
        }

        /** Lets others run for so long. */
        void pass(long nanos) {
            if (killed) {
                throw new Killed();
            }
            wake = now + nanos;
            waiting.add(this);
            Strand next = next();
            if (next != this) {
                next.grant();
                awaitGrant();
            }
            if (killed) {
                throw new Killed();
            }
        }

        private void grant() {
            switches++;
            if (started) {
                granted = true;
                LockSupport.unpark(thread);
            } else {
                started = true;
                granted = true;
                THREADS.execute(this::run);
            }
        }

        private void awaitGrant() {
            while (!granted) {
                LockSupport.park(this);
            }
            granted = false;
        }

        /** On a thread of its own. */
        void run() {
            thread = Thread.currentThread();
            STRAND.set(this);
            try {
                awaitGrant();
                if (!killed) {
                    work.run();
                }
            } catch (Killed e) {
                // as it was to be
            } catch (RuntimeException | Error e) {
                tell("ended by " + e);
            } finally {
                STRAND.remove();
                ended = true;
                Strand next = reaper != null ? reaper : next();
                next.grant();
            }
        }
    }

    /** @param told what has happened, if that is wanted; null otherwise */
    Schedule(long seed, List<String> told) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
        this.told = told;
        main.started = true;
        main.thread = Thread.currentThread();
        STRAND.set(main);
    }

    /** The strand that asks; null outside of any schedule. */
    static Strand strand() {
        return STRAND.get();
    }

    Random random() {
        return random;
    }

    long now() {
        return now;
    }

    long switches() {
        return switches;
    }

    /** Of all that has happened until now: two runs of which this is the same were the same. */
    long trace() {
        return trace;
    }

    void tell(String what) {
        Strand strand = STRAND.get();
        String line = strand == null ? what : strand.machine.name + " " + strand.name + " " + what;
        trace = (trace * 31 + line.hashCode()) * 31 + now;
        if (told != null) {
            told.add("%10.3f %s".formatted(now / 1e9, line));
        }
    }

    Machine machine(String name) {
        return new Machine(name);
    }

    /** What it is there, as that machine's clocks stand, even if it does not run just now; without waiting. */
    <T> T as(Machine machine, Supplier<T> look) {
        Strand me = STRAND.get();
        STRAND.set(new Strand("look", machine, null));
        try {
            return look.get();
        } finally {
            STRAND.set(me);
        }
    }

    Strand prepare(Machine machine, String name, Runnable work) {
        return new Strand(name, machine, work);
    }

    /** Begins after a while. */
    Strand begin(Machine machine, String name, long nanos, Runnable work) {
        Strand strand = prepare(machine, name, work);
        begin(strand, nanos);
        return strand;
    }

    void begin(Strand strand, long nanos) {
        if (strand.machine.dead) {
            strand.ended = true;
        } else {
            strand.wake = now + nanos;
            waiting.add(strand);
        }
    }

    /** What it comes to, if it comes to an end within that time; null otherwise. */
    <T> T on(Machine machine, String name, Duration longest, Callable<T> work) {
        Object[] result = {null};
        Strand strand = begin(machine, name, 0, () -> {
            try {
                result[0] = work.call();
            } catch (Exception e) {
                tell("failed: " + e);
            }
        });
        long deadline = now + longest.toNanos();
        while (!strand.ended && now < deadline) {
            pass(Duration.ofMillis(5));
        }
        @SuppressWarnings("unchecked") // it is what the work has returned
        T made = (T) result[0];
        return made;
    }

    /** Lets the others run, as the test. */
    void pass(Duration duration) {
        main.pass(duration.toNanos());
    }

    private Strand next() {
        while (true) {
            long soonest = Long.MAX_VALUE;
            for (Strand strand : waiting) {
                long at = Math.max(strand.wake, strand.machine.pausedUntil);
                if (at <= now) {
                    due.add(strand);
                } else {
                    soonest = Math.min(soonest, at);
                }
            }
            if (!due.isEmpty()) {
                Strand next = due.size() == 1 ? due.getFirst() : due.get(random.nextInt(due.size()));
                due.clear();
                waiting.remove(next);
                return next;
            }
            now = soonest;
        }
    }

    /** As the power goes: nothing of what it does is finished, and nobody is told. */
    void kill(Machine machine) {
        machine.dead = true;
        List<Strand> its = waiting.stream().filter(strand -> strand.machine == machine).toList();
        waiting.removeAll(its);
        Strand me = STRAND.get();
        for (Strand strand : its) {
            strand.killed = true;
            if (strand.started) {
                strand.reaper = me;
                strand.grant();
                me.awaitGrant();
            } else {
                strand.ended = true;
            }
        }
    }

    Clock clock(Machine machine) {
        InstantSource time = () -> Instant.ofEpochMilli(machine.currentTimeMillis());
        return time.withZone(ZoneOffset.UTC);
    }

    @Override
    public void close() {
        while (!waiting.isEmpty()) {
            kill(waiting.getFirst().machine);
        }
        STRAND.remove();
    }
}
