package io.ordertrail.command;

import com.github.f4b6a3.ulid.Ulid;
import com.github.f4b6a3.ulid.UlidCreator;
import io.ordertrail.platform.refusal.Refusal;
import java.util.Locale;

/** Makes ids, and recognises those that cannot be ours. */
public final class Ids {

    private Ids() {
    }

    /** A new ULID: later ids sort after earlier ones. */
    public static String next() {
        return UlidCreator.getMonotonicUlid().toString();
    }

    /**
     * An id from a path, unchanged.
     *
     * @throws Refusal {@code NOT_FOUND} for what no server of ours has made, so that it never reaches a store
     */
    public static String known(String kind, String id) {
        if (!Ulid.isValid(id) || !id.equals(id.toUpperCase(Locale.ROOT))) {
            throw Refusal.notFound(kind, id.length() > 50 ? id.substring(0, 50) + "…" : id);
        }
        return id;
    }
}
