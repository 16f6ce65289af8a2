package io.ordertrail.views.rebuild;

import io.ordertrail.views.state.Pointer;

/** Names in a rebuild's document, which is kept in its view's pointer as {@code rebuild}, and when it is over in {@code rebuilds}. */
public final class Fields {

    static final String ID = Pointer.Rebuild.ID;
    static final String STATUS = Pointer.Rebuild.STATUS;
    static final String ACTIVE = Pointer.Rebuild.ACTIVE;
    static final String GENERATION = Pointer.Rebuild.GENERATION;
    static final String VERSION = Pointer.VERSION;
    static final String MODE = "mode";
    static final String FROM = "from";
    static final String FOLLOWING = Pointer.Rebuild.FOLLOWING;
    static final String STARTED = "started";
    static final String ENDED = Pointer.Rebuild.ENDED;
    static final String ERROR = "error";
    static final String LEADER = "leader";
    static final String BUILT = "built";
    static final String COMPARED = "compared";
    /** Seconds per document that it took, or the one before it, from the end of building to the end of verifying. */
    static final String AFTERWARDS = "afterwards";
    /** As {@link #AFTERWARDS}, from the beginning of verifying. */
    static final String VERIFYING = "verifying";
    /** The position of the checkpoint from which it goes on, once that has been loaded. */
    static final String LOADED = "loaded";

    private Fields() {
    }

    /** The field of the rebuild in the view's pointer. */
    static String of(String field) {
        return Pointer.REBUILD + "." + field;
    }
}
