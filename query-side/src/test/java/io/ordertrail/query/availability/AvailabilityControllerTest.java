package io.ordertrail.query.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.ordertrail.events.GeoPoint;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.query.Queries;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@WebMvcTest(AvailabilityController.class)
class AvailabilityControllerTest {

    private static final String HERE = "/restaurants/available?lat=47.80&lon=13.045&at=2026-11-21T18:00:00Z";
    private static final GeoPoint PLACE = new GeoPoint(47.8, 13.045);
    private static final Instant AT = Instant.parse("2026-11-21T18:00:00Z");

    @MockitoBean
    private Queries queries;

    @Autowired
    private MockMvcTester http;

    @Test
    void restaurantsAreAnsweredInTheOneShapeWithTheirDistance() {
        when(queries.ask(new FindAvailable(PLACE, AT, null, null, 20, List.of()), AvailabilityPage.class)).thenReturn(new AvailabilityPage(
                List.of(AvailableRestaurant.opened(Places.restaurant("ajanta", PLACE, 3_000, "24/7", Places.VIENNA, "Indian")).at(12.345)),
                "more"));
        assertThat(http.get().uri(HERE)).hasStatusOk().bodyJson().isStrictlyEqualTo("""
                {"items":[{"id":"ajanta","version":0,"open":true,"name":"Restaurant ajanta",
                  "address":{"street":"Linzer Gasse 1","city":"Salzburg","postalCode":"5020","country":"AT"},
                  "location":{"lat":47.8,"lon":13.045},"deliveryRadiusMetres":3000,"timeZone":"Europe/Vienna","openingHours":"24/7",
                  "cuisines":["Indian"],"currency":"EUR","menu":[{"id":"1","name":"Dal","price":{"amount":"9.00","currency":"EUR"}}],
                  "distanceMetres":12.35}],
                 "next":"more"}""");
    }

    @Test
    void everyParameterArrives() {
        ConsistencyToken token = new ConsistencyToken("restaurant-ajanta", 3, "");
        when(queries.ask(any(), eq(AvailabilityPage.class))).thenReturn(null);
        when(queries.ask(new FindAvailable(PLACE, AT, "crêpes", "here", 100, List.of(token)), AvailabilityPage.class))
                .thenReturn(new AvailabilityPage(List.of(), null));

        assertThat(http.get().uri(HERE + "&cuisine={cuisine}&cursor=here&limit=100", "crêpes")
                .header(ConsistencyToken.HEADER, token.encode())).hasStatusOk().bodyJson().isStrictlyEqualTo("{\"items\":[]}");
    }

    @ParameterizedTest
    @CsvSource({"lon=13&at=2026-11-21T18:00:00Z,lat", "lat=47&at=2026-11-21T18:00:00Z,lon", "lat=47&lon=13,at",
            "lat=90.1&lon=13&at=2026-11-21T18:00:00Z,lat", "lat=47&lon=-180.1&at=2026-11-21T18:00:00Z,lon",
            "lat=NaN&lon=13&at=2026-11-21T18:00:00Z,lat", "lat=47&lon=east&at=2026-11-21T18:00:00Z,lon",
            "lat=47d&lon=13&at=2026-11-21T18:00:00Z,lat", "lat=47&lon=1e400&at=2026-11-21T18:00:00Z,lon",
            "lat=&lon=13&at=2026-11-21T18:00:00Z,lat", "lat=47&lon=13&at=now,at", "lat=47&lon=13&at=2026-11-21T18:00:00,at",
            "lat=47&lon=13&at=2026-11-21T18:00:00Z&cuisine=,cuisine", "lat=47&lon=13&at=2026-11-21T18:00:00Z&limit=0,limit",
            "lat=47&lon=13&at=2026-11-21T18:00:00Z&limit=101,limit"})
    void whatIsMissingOrWrongIsNamed(String question, String parameter) {
        assertThat(http.get().uri("/restaurants/available?" + question)).hasStatus(HttpStatus.BAD_REQUEST).bodyJson()
                .hasPathSatisfying("code", code -> assertThat(code).isEqualTo("INVALID"))
                .hasPathSatisfying("field", field -> assertThat(field).isEqualTo(parameter));
        verifyNoInteractions(queries);
    }
}
