package io.ordertrail.query.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.events.GeoPoint;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RegionTest {

    private static final int REACH = 100_000;

    @Test
    void wherePlacesLieWithinReachOfEachOtherTheirRegionsDoToo() {
        Random random = new Random(1);
        int near = 0;
        for (double lat : List.of(0.0, 47.8, -33.9, 79.9, 80.0, -79.5, -80.3, 88.9, 89.5, 90.0, -90.0)) {
            for (double lon : List.of(13.0, -180.0, 180.0, 179.9, -179.7, 0.0)) {
                GeoPoint place = new GeoPoint(lat, lon);
                assertThat(Region.around(place)).hasSizeLessThan(10);
                for (int i = 0; i < 500; i++) {
                    double turned = lon + random.nextGaussian() * Math.min(180, 1 / Math.cos(Math.toRadians(lat)));
                    GeoPoint other =
                            new GeoPoint(Math.clamp(lat + random.nextGaussian(), -90, 90), turned - 360 * Math.floor((turned + 180) / 360));
                    if (place.metresTo(other) <= REACH) {
                        near++;
                        assertThat(Region.around(place)).as("%s to %s", place, other).contains(Region.of(other));
                    }
                }
            }
        }
        assertThat(near).isGreaterThan(5_000);
    }
}
