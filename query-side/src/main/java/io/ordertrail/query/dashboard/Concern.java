package io.ordertrail.query.dashboard;

/**
 * One thing that an operator must see.
 *
 * @param state {@code well}, {@code warn} if a person should look, {@code unknown} if nobody tells
 * @param value how many or how much, in words
 * @param detail what more is to say, such as since when; may be empty
 * @param more where to look, may be null
 */
record Concern(String title, String state, String value, String detail, String more) {

    /** The state as it is read. */
    public String word() {
        return switch (state) {
            case "well" -> "fine";
            case "warn" -> "look";
            default -> "unknown";
        };
    }
}
