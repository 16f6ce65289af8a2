package io.ordertrail.views.documents;

import io.ordertrail.views.projection.Stored;

/**
 * A stored document that cannot be read: something in it is of a type that this version never writes there, be it that a hand has changed it or
 * that another version has.
 */
public final class Unreadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Stored<?> parked;
    private final transient Runnable parking;

    /**
     * @param parked the document as it is kept from now on: without what cannot be read
     * @param parking keeps it so, unless somebody has changed it meanwhile
     */
    Unreadable(Stored<?> parked, Runnable parking) {
        super("%s: %s".formatted(parked.id(), parked.parked().error()), null, false, false);
        this.parked = parked;
        this.parking = parking;
    }

    Stored<?> parked() {
        return parked;
    }

    /** From here on the document stands still by itself, and whoever asks for others does not come upon it. */
    public void park() {
        parking.run();
    }
}
