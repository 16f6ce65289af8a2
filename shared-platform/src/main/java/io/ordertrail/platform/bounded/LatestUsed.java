package io.ordertrail.platform.bounded;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map of so many entries at most: the one that has not been used for longest makes room for the next. Whoever shares it locks it. */
public final class LatestUsed<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1L;

    private final int most;

    public LatestUsed(int most) {
        super(16, 0.75F, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
