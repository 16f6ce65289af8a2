package io.ordertrail.views.rebuild.build;

import com.google.common.hash.BloomFilter;
import com.google.common.hash.Funnels;
import java.nio.charset.StandardCharsets;

/**
 * Which documents may be in the store already. It never forgets one; now and then it takes one for written that is not, which costs a
 * look-up. Its size is fixed at the beginning, at most 90 MB.
 */
@SuppressWarnings("UnstableApiUsage") // Guava has kept the filter as it is for ten years
public final class WrittenIds {

    /** What fits into memory whatever the length of the history. Beyond it, more look-ups are in vain. */
    private static final long MOST = 50_000_000;
    private static final long LEAST = 10_000;
    private static final double ERROR = 0.001;

    private final BloomFilter<CharSequence> ids;

    /** @param expected documents at most */
    public WrittenIds(long expected) {
        ids = BloomFilter.create(Funnels.stringFunnel(StandardCharsets.UTF_8), Math.clamp(expected, LEAST, MOST), ERROR);
    }

    public void add(String id) {
        ids.put(id);
    }

    public boolean mayContain(String id) {
        return ids.mightContain(id);
    }
}
