package io.ordertrail.benchmarks;

import com.github.f4b6a3.ulid.Ulid;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** All that is left to chance, from one seed: the same seed is the same history, to the byte. */
final class Chance {

    private final Random random;

    Chance(long seed) {
        random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** From the first to the second, both included. */
    int between(int from, int to) {
        return from + random.nextInt(to - from + 1);
    }

    boolean in100(int percent) {
        return random.nextInt(100) < percent;
    }

    double near(double value, double spread) {
        return Math.round((value + (random.nextDouble() - 0.5) * spread) * 1e5) / 1e5;
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** An id such as the command side makes: later ones sort after earlier ones. */
    String id(Instant time) {
        byte[] bytes = new byte[10];
        random.nextBytes(bytes);
        return new Ulid(time.toEpochMilli(), bytes).toString();
    }

    /**
     * An id of an event or a command. Axon's own are random all over; these rise with time, so that a store of many millions is made as fast
     * as a small one. Reading in the order of positions does not look at them.
     */
    String messageId(Instant time) {
        return new UUID(time.toEpochMilli() << 16 | 0x7000 | random.nextInt(1 << 12), random.nextLong() >>> 2 | Long.MIN_VALUE).toString();
    }
}
