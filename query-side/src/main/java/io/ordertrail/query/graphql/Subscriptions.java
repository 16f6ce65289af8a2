package io.ordertrail.query.graphql;

import io.ordertrail.query.live.Topic;
import io.ordertrail.query.orderevents.FindOwners;
import io.ordertrail.query.orderhistory.FindOrder;
import io.ordertrail.query.orderhistory.OrderHistoryEntry;
import java.util.List;
import java.util.Map;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/**
 * What can be followed. A subscription is carried out once to find out what it is about, and once more for each thing that happens, by the live
 * stream that it then is: so GraphQL itself keeps nothing for it, and waits for nobody.
 */
@Controller
class Subscriptions {

    private final Shown shown;

    Subscriptions(Shown shown) {
        this.shown = shown;
    }

    @SubscriptionMapping
    Mono<Map<String, Object>> order(@Argument String id, @ContextValue Reading reading) {
        if (reading.happenedTo() == null) {
            reading.ask(new FindOrder(id, reading.tokens()), OrderHistoryEntry.class);
        }
        return follow(new Topic(Topic.Kind.ORDER, id), reading);
    }

    @SubscriptionMapping
    Mono<Map<String, Object>> ordersOfConsumer(@Argument String consumerId, @ContextValue Reading reading) {
        return follow(new Topic(Topic.Kind.CONSUMER, consumerId), reading);
    }

    private Mono<Map<String, Object>> follow(Topic topic, Reading reading) {
        if (reading.happenedTo() == null) {
            // What has been missed must be there to be told.
            reading.ask(new FindOwners(List.of(), 0, reading.tokens()), FindOwners.Owners.class);
            reading.follow(topic);
            return Mono.never();
        }
        return Mono.just(shown.of(reading.ask(new FindOrder(reading.happenedTo(), reading.tokens()), OrderHistoryEntry.class)));
    }
}
