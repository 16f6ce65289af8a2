package io.ordertrail.platform.personal;

import java.util.List;

/** Where the keys of persons are kept, the same for all nodes that have the same events. A key that is told was safe before. */
public interface KeyRepository {

    /** The key of this owner, if there is one, and those of the owners who follow in order of their identifiers; at most so many. */
    List<StoredKey> from(String owner, int most);

    /** Keeps a key, unless its owner has one, or had one. Returns the one that is kept then. */
    StoredKey keep(StoredKey key);

    /**
     * Forgets the key of an owner for good: what is left says so.
     *
     * @return whether there was one
     */
    boolean forget(String owner);

    /** Keys that are encrypted with any master key but this one, at most so many. */
    List<StoredKey> notUnder(String master, int most);

    /** Puts a key encrypted otherwise in the place of the same one, unless it is there no more. */
    void rewrap(StoredKey before, StoredKey after);
}
