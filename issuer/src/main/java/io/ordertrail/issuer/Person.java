package io.ordertrail.issuer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who can be had a token for. Name, password and {@code role} are the same word. */
enum Person {

    CONSUMER("consumers", """
            {"name":"Ada Lovelace"}"""),
    RESTAURANT("restaurants", """
            {"name":"Ajanta","address":{"street":"Linzer Gasse 1","city":"Salzburg","postalCode":"5020","country":"AT"},
             "location":{"lat":47.803,"lon":13.047},"deliveryRadiusMetres":3000,"timeZone":"Europe/Vienna","openingHours":"24/7","currency":"EUR",
             "menu":[{"id":"1","name":"Chicken Vindaloo","price":{"amount":"12.34","currency":"EUR"}}]}"""),
    COURIER("couriers", """
            {"name":"Grace Hopper","capacity":2}"""),
    OPERATOR(null, null),
    AUDITOR(null, null);

    private final String path;
    private final String registration;

    /** @param path where such a one is registered, and with what; null for who is nobody in particular */
    Person(String path, String registration) {
        this.path = path;
        this.registration = registration;
    }

    static Optional<Person> of(String name) {
        return Arrays.stream(values()).filter(person -> person.word().equals(name)).findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean hasId() {
        return path != null;
    }

    String path() {
        return path;
    }

    String registration() {
        return registration;
    }
}
