package io.ordertrail.platform.settings;

import java.util.Locale;

/**
 * One thing that an operator can set.
 *
 * @param property its name as an option and in a file; the variable's own where it has no other
 * @param variable its name in the environment
 * @param standard what it is unless it is set; null where there is nothing, or an application brings its own
 * @param shown the standard in words, where it is not one value
 * @param meaning in one line
 */
record Setting(String property, String variable, Kind kind, String standard, String shown, String meaning) {

    /** Whose name in the environment follows from the other, as Spring has it. */
    static Setting of(String property, Kind kind, String standard, String meaning) {
        return new Setting(property, property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"), kind, standard, standard, meaning);
    }

    /** One that has a name in the environment only. */
    static Setting variable(String name, Kind kind, String shown, String meaning) {
        return new Setting(name, name, kind, null, shown, meaning);
    }

    Setting shown(String words) {
        return new Setting(property, variable, kind, standard, words, meaning);
    }

    Setting named(String other) {
        return new Setting(property, other, kind, standard, shown, meaning);
    }

    /** Both names, as a refusal tells them. */
    String names() {
        return property.equals(variable) ? variable : "%s (%s)".formatted(property, variable);
    }

    boolean mayBeEmpty() {
        return standard == null;
    }
}
