package io.ordertrail.query.availability;

import io.ordertrail.events.GeoPoint;
import java.util.Set;
import java.util.TreeSet;

/**
 * The earth in parts of one degree of latitude by five of longitude; around the poles, where these are narrow, whole rings. They only tell
 * what is on the same side of the world: of time zones there, a restaurant's own decides.
 */
final class Region {

    private static final int SECTOR_DEGREES = 5;
    private static final int SECTORS = 360 / SECTOR_DEGREES;
    private static final int POLAR = 80;

    /** The largest delivery radius there is, 100 km, in degrees of a great circle, and a little more. */
    private static final double REACH_DEGREES = 0.9;

    private Region() {
    }

    static String of(GeoPoint point) {
        int band = (int) Math.floor(point.lat());
        return nameOf(band, isPolar(band) ? 0 : sectorOf(point.lon()));
    }

    /** Those that have a point within 100 km of that place. */
    static Set<String> around(GeoPoint place) {
        Set<String> regions = new TreeSet<>();
        int last = (int) Math.floor(place.lat() + REACH_DEGREES);
        for (int band = (int) Math.floor(place.lat() - REACH_DEGREES); band <= last; band++) {
            if (isPolar(band)) {
                regions.add(nameOf(band, 0));
            } else {
                // The meridians that touch a circle of that radius.
                double width = Math.toDegrees(Math.asin(Math.sin(Math.toRadians(REACH_DEGREES)) / Math.cos(Math.toRadians(place.lat()))));
                for (int sector = sectorOf(place.lon() - width); sector <= sectorOf(place.lon() + width); sector++) {
                    regions.add(nameOf(band, sector));
                }
            }
        }
        return regions;
    }

    private static boolean isPolar(int band) {
        return band >= POLAR || band < -POLAR;
    }

    private static int sectorOf(double lon) {
        return (int) Math.floor((lon + 180) / SECTOR_DEGREES);
    }

    /** Beyond the antimeridian the sectors begin again. */
    private static String nameOf(int band, int sector) {
        return band + ":" + Math.floorMod(sector, SECTORS);
    }
}
