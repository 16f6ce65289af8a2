package io.ordertrail.platform.membership;

import java.util.Optional;
import org.bson.Document;

/**
 * A node that may be alive.
 *
 * @param node its name, of this one start of its process
 * @param says what it says of itself, by topic
 */
public record Member(String node, Document says) {

    public Optional<Document> says(String topic) {
        return Optional.ofNullable(says.get(topic, Document.class));
    }
}
