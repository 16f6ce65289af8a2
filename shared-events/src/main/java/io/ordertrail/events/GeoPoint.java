package io.ordertrail.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A place on the WGS 84 ellipsoid, in degrees. Personal data where it is a consumer's, or that of the courier who comes to them.
 *
 * @param seal null for one that is not stored encrypted
 */
public record GeoPoint(double lat, double lon, @JsonIgnore Seal seal) implements PersonalValue {

    /** What stands in the place of a position that is forgotten: where there is but sea. */
    public static final GeoPoint FORGOTTEN = new GeoPoint(0, 0);

    /** Mean earth radius in metres (IUGG). */
    private static final double EARTH_RADIUS = 6_371_008.8;

    public GeoPoint {
        if (!(lat >= -90 && lat <= 90)) {
            throw new InvalidValueException("lat", "must be between -90 and 90 degrees");
        }
        if (!(lon >= -180 && lon <= 180)) {
            throw new InvalidValueException("lon", "must be between -180 and 180 degrees");
        }
    }

    public GeoPoint(double lat, double lon) {
        this(lat, lon, null);
    }

    @JsonCreator
    static GeoPoint of(@JsonProperty("lat") Double lat, @JsonProperty("lon") Double lon) {
        if (lat == null) {
            throw new InvalidValueException("lat", "is required");
        }
        if (lon == null) {
            throw new InvalidValueException("lon", "is required");
        }
        return new GeoPoint(lat, lon);
    }

    @Override
    public GeoPoint sealed(Seal stored) {
        return new GeoPoint(lat, lon, stored);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GeoPoint that && Double.compare(lat, that.lat) == 0 && Double.compare(lon, that.lon) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * Double.hashCode(lat) + Double.hashCode(lon);
    }

    @Override
    public String toString() {
        return "GeoPoint[%s, %s]".formatted(lat, lon);
    }

    /** Great-circle distance in metres, by the haversine formula (R. W. Sinnott, 1984). */
    public double metresTo(GeoPoint other) {
        double dLat = Math.toRadians(other.lat - lat);
        double dLon = Math.toRadians(other.lon - lon);
        double a = Math.pow(Math.sin(dLat / 2), 2)
                + Math.cos(Math.toRadians(lat)) * Math.cos(Math.toRadians(other.lat)) * Math.pow(Math.sin(dLon / 2), 2);
        return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(a)));
    }
}
