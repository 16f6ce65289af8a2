package io.ordertrail.command.partner;

import java.util.Map;

/**
 * What a partner is told.
 *
 * @param id of the event that it is about, the same in every attempt: by it the partner knows what has come before
 * @param type what it is, in the partner's terms
 * @param content fields that become JSON
 */
record Message(String id, String type, Map<String, Object> content) {

    /** For logs: without what it says of a person. */
    @Override
    public String toString() {
        return "%s (%s)".formatted(type, id);
    }
}
