package io.ordertrail.platform.parking;

/** There is no room to put an event aside: it must not be lost, so whoever handles it has to wait, with all that comes behind it. */
public class ParkingFull extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ParkingFull(String what, int most) {
        super("%d %s are parked already, which is the bound: this one waits where it is, and its segment with it".formatted(most, what));
    }
}
