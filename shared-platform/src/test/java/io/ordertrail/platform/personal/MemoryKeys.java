package io.ordertrail.platform.personal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/** Keys of persons in memory, for tests. */
public final class MemoryKeys implements KeyRepository {

    final ConcurrentSkipListMap<String, StoredKey> keys = new ConcurrentSkipListMap<>();
    int asked;

    @Override
    public List<StoredKey> from(String owner, int most) {
        asked++;
        return new ArrayList<>(keys.tailMap(owner).values().stream().limit(most).toList());
    }

    @Override
    public StoredKey keep(StoredKey key) {
        StoredKey before = keys.putIfAbsent(key.owner(), key);
        return before == null ? key : before;
    }

    @Override
    public boolean forget(String owner) {
        StoredKey before = keys.replace(owner, StoredKey.forgotten(owner));
        return before != null && !before.isForgotten();
    }

    @Override
    public List<StoredKey> notUnder(String master, int most) {
        return keys.values().stream().filter(key -> !key.isForgotten() && !key.master().equals(master)).limit(most).toList();
    }

    @Override
    public void rewrap(StoredKey before, StoredKey after) {
        keys.replace(before.owner(), before, after);
    }
}
