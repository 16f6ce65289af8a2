package io.ordertrail.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeoPointTest {

    @Test
    void aDegreeOfLatitudeIsAboutAHundredAndElevenKilometres() {
        assertThat(new GeoPoint(47, 13).metresTo(new GeoPoint(48, 13))).isCloseTo(111_195, within(1.0));
    }

    @Test
    void distanceIsNothingToItselfAndTheSameBothWays() {
        GeoPoint salzburg = new GeoPoint(47.8, 13.04);
        GeoPoint vienna = new GeoPoint(48.2, 16.37);

        assertThat(salzburg.metresTo(salzburg)).isZero();
        assertThat(salzburg.metresTo(vienna)).isEqualTo(vienna.metresTo(salzburg)).isCloseTo(251_800, within(1_500.0));
        assertThat(new GeoPoint(0, 179.5).metresTo(new GeoPoint(0, -179.5))).as("across the date line").isCloseTo(111_195, within(1.0));
    }

    @ParameterizedTest
    @CsvSource({"90.1,0,lat", "-91,0,lat", "NaN,0,lat", "0,180.1,lon", "0,-181,lon", "0,Infinity,lon"})
    void whatLiesOutsideTheEarthIsRefusedNamingIt(double lat, double lon, String field) {
        assertThatThrownBy(() -> new GeoPoint(lat, lon)).asInstanceOf(type(InvalidValueException.class))
                .returns(field, InvalidValueException::field);
    }
}
