package io.ordertrail.query.availability;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.geojson.Point;
import com.mongodb.client.model.geojson.Position;
import io.ordertrail.events.GeoPoint;
import org.bson.conversions.Bson;

/** Two ways to have a store look around a place. Both find a little more than asked for; what is near enough is reckoned here, in one way. */
enum Nearby {

    /** By MongoDB's spherical index, nearest first. */
    INDEXED {

        @Override
        Bson between(GeoPoint place, double nearest, double farthest) {
            return Filters.nearSphere(AvailabilityProjection.PLACE, new Point(new Position(place.lon(), place.lat())),
                    (farthest + SLACK) * LARGER_EARTH, Math.max(0, nearest - SLACK) * LARGER_EARTH);
        }
    },

    /** Without any index, in no order: all between two parallels, as the embedded store can compare numbers and nothing rounder. */
    SCANNED {

        @Override
        Bson between(GeoPoint place, double nearest, double farthest) {
            double degrees = Math.toDegrees((farthest + SLACK) / EARTH_RADIUS);
            return Filters.and(Filters.gte(AvailabilityProjection.LATITUDE, place.lat() - degrees),
                    Filters.lte(AvailabilityProjection.LATITUDE, place.lat() + degrees));
        }
    };

    /** Metres, far more than what two ways of reckoning differ by. */
    static final double SLACK = 0.01;

    /** As {@link GeoPoint#metresTo} has it. */
    private static final double EARTH_RADIUS = 6_371_008.8;

    /** MongoDB takes the equator's radius for the earth's, so its metres are longer. */
    private static final double LARGER_EARTH = 6_378_100 / EARTH_RADIUS;

    /** A condition that holds for all restaurants whose distance from the place, in metres, is in that range, and for few others. */
    abstract Bson between(GeoPoint place, double nearest, double farthest);
}
