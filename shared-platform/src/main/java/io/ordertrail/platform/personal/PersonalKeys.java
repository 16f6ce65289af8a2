package io.ordertrail.platform.personal;

import io.ordertrail.platform.bounded.LatestUsed;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys of persons, as this node has read them a moment ago: so long a key that was forgotten may still be used here. */
class PersonalKeys {

    private static final Logger LOG = LoggerFactory.getLogger(PersonalKeys.class);

    /** After so long a key is read anew, and one that is forgotten is used nowhere. */
    static final Duration KEPT = Duration.ofSeconds(10);

    /** A quarter of a kilobyte each. */
    private static final int MOST = 50_000;

    /** Who registered one after the other comes one after the other in the history, too: a rebuild asks once for all of these. */
    private static final int READ_AHEAD = 256;

    private static final int BYTES = MasterKeys.BYTES;
    private static final int REWRAPPED_AT_A_TIME = 500;
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

    private final KeyRepository repository;
    private final MasterKeys masters;
    private final LongSupplier nanos;
    private final Map<String, Known> known = new LatestUsed<>(MOST);
    private long warned;

    /** @param key null for who is forgotten, or has none */
    private record Known(SecretKey key, boolean isKept, long at) {
    }

    PersonalKeys(KeyRepository repository, MasterKeys masters, LongSupplier nanos) {
        this.repository = repository;
        this.masters = masters;
        this.nanos = nanos;
        this.warned = nanos.getAsLong() - BETWEEN_WARNINGS.toNanos();
    }

    /** Empty for who is forgotten, and for who has no key in this store, which is told in the log. */
    Optional<SecretKey> find(String owner) {
        Known found = cached(owner);
        if (found == null) {
            read(owner, READ_AHEAD);
            found = cached(owner);
        }
        if (found == null || !found.isKept) {
            remember(owner, new Known(null, false, nanos.getAsLong()));
            warn(owner);
            return Optional.empty();
        }
        return Optional.ofNullable(found.key);
    }

    /** One to encrypt with, made if need be. For who is forgotten it is one that nobody will have afterwards. */
    SecretKey use(String owner) {
        Known found = cached(owner);
        if (found == null || !found.isKept) {
            read(owner, 1);
            found = cached(owner);
        }
        if (found == null || !found.isKept) {
            byte[] made = Cryptography.random(BYTES);
            StoredKey kept = repository.keep(wrapped(owner, made));
            found = unwrapped(kept, nanos.getAsLong());
            remember(owner, found);
        }
        return found.key == null ? new SecretKeySpec(Cryptography.random(BYTES), "AES") : found.key;
    }

    /** @return whether there was a key */
    boolean forget(String owner) {
        boolean was = repository.forget(owner);
        remember(owner, new Known(null, true, nanos.getAsLong()));
        return was;
    }

    private Known cached(String owner) {
        synchronized (known) {
            Known found = known.get(owner);
            return found == null || nanos.getAsLong() - found.at > KEPT.toNanos() ? null : found;
        }
    }

    private void remember(String owner, Known what) {
        synchronized (known) {
            known.put(owner, what);
        }
    }

    private void read(String owner, int most) {
        // Before it is asked: what is forgotten while the answer is under way is not used for longer either.
        long at = nanos.getAsLong();
        Map<String, Known> read = new LinkedHashMap<>();
        List<StoredKey> stored = repository.from(owner, most);
        for (StoredKey key : stored) {
            read.put(key.owner(), unwrapped(key, at));
        }
        synchronized (known) {
            // Who was forgotten here meanwhile stays so.
            read.forEach((whose, key) -> known.merge(whose, key, (before, now) -> before.at > now.at ? before : now));
        }
    }

    private Known unwrapped(StoredKey stored, long at) {
        if (stored.isForgotten()) {
            return new Known(null, true, at);
        }
        return new Known(new SecretKeySpec(plain(stored), "AES"), true, at);
    }

    private byte[] plain(StoredKey stored) {
        SecretKey master = masters.get(stored.master());
        if (master == null) {
            // Not the fault of what is to be read, which is as it was once the key is set.
            throw Refusal.of(Code.UNAVAILABLE, "The key of %s is encrypted with the master key %s, which is not set"
                    .formatted(stored.owner(), stored.master()));
        }
        return Cryptography.decrypt(master, stored.owner(), stored.wrapped());
    }

    private StoredKey wrapped(String owner, byte[] key) {
        return new StoredKey(owner, masters.first(), Cryptography.encrypt(masters.get(masters.first()), owner, key));
    }

    private void warn(String owner) {
        synchronized (known) {
            if (nanos.getAsLong() - warned < BETWEEN_WARNINGS.toNanos()) {
                return;
            }
            warned = nanos.getAsLong();
        }
        LOG.warn(
                "There is no key of {} where the keys of persons are kept: what is stored of them cannot be read, and is shown as forgotten",
                owner);
    }

    /**
     * Encrypts some keys with the first master key that are encrypted with another.
     *
     * @return whether there are no more
     * @throws Refusal {@code UNAVAILABLE} if a master key is missing
     */
    boolean rewrap() {
        if (masters.isEmpty()) {
            repository.notUnder("", 1).forEach(this::plain);
            return true;
        }
        List<StoredKey> others = repository.notUnder(masters.first(), REWRAPPED_AT_A_TIME);
        others.forEach(key -> repository.rewrap(key, wrapped(key.owner(), plain(key))));
        if (!others.isEmpty()) {
            LOG.info("{} keys of persons are encrypted with the master key {} now", others.size(), masters.first());
        }
        return others.size() < REWRAPPED_AT_A_TIME;
    }
}
