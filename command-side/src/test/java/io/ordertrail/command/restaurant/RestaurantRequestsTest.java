package io.ordertrail.command.restaurant;

import static io.ordertrail.command.restaurant.TestRestaurant.HOURS;
import static io.ordertrail.command.restaurant.TestRestaurant.ID;
import static io.ordertrail.command.restaurant.TestRestaurant.MINIMUM;
import static io.ordertrail.command.restaurant.TestRestaurant.VINDALOO;
import static io.ordertrail.command.restaurant.TestRestaurant.opening;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.command.restaurant.RestaurantRequests.NewMenu;
import io.ordertrail.command.restaurant.RestaurantRequests.NewMenuItem;
import io.ordertrail.command.restaurant.RestaurantRequests.NewOpeningHours;
import io.ordertrail.command.restaurant.RestaurantRequests.NewRestaurant;
import io.ordertrail.command.restaurant.RestaurantRequests.NewRestaurantName;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RestaurantRequestsTest {

    private static final String AJANTA = """
            {"name":"Ajanta","address":{"street":"Linzer Gasse 1","city":"Salzburg","postalCode":"5020","country":"AT"},
             "location":{"lat":47.803,"lon":13.047},"deliveryRadiusMetres":3000,"timeZone":"Europe/Vienna",
             "openingHours":"Mo-Su 10:00-22:00","cuisines":["indian"],"currency":"EUR","minimumOrder":{"amount":"10.00","currency":"EUR"},
             "menu":[{"id":"1","name":"Chicken Vindaloo","price":{"amount":"12.34","currency":"EUR"}}]}
            """;

    private final JsonMapper mapper = JsonMapper.shared();

    @Test
    void theExampleOfTheApiOpensARestaurant() {
        NewRestaurant request = mapper.readValue(AJANTA, NewRestaurant.class);

        assertThat(violationsOf(request)).isEmpty();
        assertThat(request.toCommand(ID)).isEqualTo(opening(HOURS, MINIMUM, List.of(VINDALOO)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/cuisines", "/minimumOrder"})
    void whatIsOptionalMayBeMissing(String pointer) {
        assertThat(violationsOf(ajantaWith(pointer, null))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/name, name", "/address, address", "/address/street, address.street", "/address/city, address.city",
            "/address/postalCode, address.postalCode", "/address/country, address.country", "/location, location",
            "/deliveryRadiusMetres, deliveryRadiusMetres", "/timeZone, timeZone", "/openingHours, openingHours", "/currency, currency",
            "/menu, menu", "/menu/0/id, menu[0].id", "/menu/0/name, menu[0].name", "/menu/0/price, menu[0].price"})
    void whatIsRequiredIsNamedWhenItIsMissing(String pointer, String path) {
        assertThat(violationsOf(ajantaWith(pointer, null))).containsExactly(path);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /name                 | " "                                | name
            /address/line2        | ""                                 | address.line2
            /address/note         | "bell\\u0000"                      | address.note
            /deliveryRadiusMetres | 0                                  | deliveryRadiusMetres
            /deliveryRadiusMetres | 100001                             | deliveryRadiusMetres
            /timeZone             | "+01:00"                           | timeZone
            /timeZone             | "Europe/Atlantis"                  | timeZone
            /timeZone             | ""                                 | timeZone
            /openingHours         | "whenever"                         | openingHours
            /openingHours         | "sunrise-sunset"                   | openingHours
            /cuisines             | ["indian",""]                      | cuisines[1].<list element>
            /cuisines             | [null]                             | cuisines[0].<list element>
            /minimumOrder/amount  | "1000000000000"                    | minimumOrder.amount
            /menu                 | []                                 | menu
            /menu                 | [null]                             | menu[0].<list element>
            /menu/0/name          | "\\u0007"                          | menu[0].name
            /menu/0/price/amount  | "0.00"                             | menu[0].price.amount
            """)
    void whatBreaksItsRuleIsNamed(String pointer, String value, String path) {
        assertThat(violationsOf(ajantaWith(pointer, value))).containsExactly(path);
    }

    @Test
    void aMenuHasAtMostAThousandItems() {
        NewMenuItem item = new NewMenuItem("1", "Naan", VINDALOO.price());

        assertThat(violationsOf(new NewMenu(Collections.nCopies(1_000, item)))).isEmpty();
        assertThat(violationsOf(new NewMenu(Collections.nCopies(1_001, item)))).containsExactly("items");
        assertThat(violationsOf(new NewMenu(List.of()))).containsExactly("items");
        assertThat(violationsOf(new NewMenu(null))).containsExactly("items");
    }

    @Test
    void aNameAndHoursAreCheckedAsAtTheOpening() {
        assertThat(violationsOf(new NewRestaurantName(null))).containsExactly("name");
        assertThat(violationsOf(new NewOpeningHours("24/7", "Europe/Vienna"))).isEmpty();
        assertThat(violationsOf(new NewOpeningHours("whenever", "nowhere"))).containsExactly("openingHours", "timeZone");
    }

    /** @param value JSON, null to leave the field out */
    private NewRestaurant ajantaWith(String pointer, String value) {
        JsonPointer field = JsonPointer.compile(pointer);
        ObjectNode json = (ObjectNode) mapper.readTree(AJANTA);
        ObjectNode parent = (ObjectNode) json.at(field.head());
        String name = field.last().getMatchingProperty();
        if (value == null) {
            parent.remove(name);
        } else {
            parent.set(name, mapper.readTree(value));
        }
        return mapper.treeToValue(json, NewRestaurant.class);
    }

    private static List<String> violationsOf(Object request) {
        try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
            return factory.getValidator().validate(request).stream()
                    .map(violation -> violation.getPropertyPath().toString())
                    .sorted()
                    .toList();
        }
    }
}
