package io.ordertrail.query.consumer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.Money;
import io.ordertrail.events.PersonName;

/**
 * A consumer as {@code GET /consumers/{id}} shows it. Public for the codec that stores it.
 *
 * @param name null of who is forgotten, whom queries do not find
 * @param orderLimit null for no limit
 */
public record ConsumerEntry(ConsumerId id, long version, PersonName name, Money orderLimit) {

    /** What is left of who is forgotten. */
    static ConsumerEntry forgotten(ConsumerId id, long version) {
        return new ConsumerEntry(id, version, null, null);
    }

    @JsonIgnore
    boolean isForgotten() {
        return name == null;
    }
}
