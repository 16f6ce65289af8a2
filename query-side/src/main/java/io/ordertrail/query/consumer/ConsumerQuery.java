package io.ordertrail.query.consumer;

import static com.mongodb.client.model.Filters.in;

import io.ordertrail.views.following.Generation;
import io.ordertrail.views.following.Views;
import io.ordertrail.views.projection.Stored;
import java.util.ArrayList;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** Answers from the live generation of the consumers. */
@Component
class ConsumerQuery {

    private final Views views;
    private final ConsumerProjection consumers;

    ConsumerQuery(Views views, ConsumerProjection consumers) {
        this.views = views;
        this.consumers = consumers;
    }

    @QueryHandler
    Optional<ConsumerEntry> handle(FindConsumer query) {
        Generation<ConsumerEntry> live = views.live(consumers);
        live.requireSeen(query.tokens());
        return live.find(query.id()).map(Stored::entry).filter(consumer -> !consumer.isForgotten());
    }

    @QueryHandler
    FindConsumersByIds.Found handle(FindConsumersByIds query) {
        Generation<ConsumerEntry> live = views.live(consumers);
        live.requireSeen(query.tokens());
        return new FindConsumersByIds.Found(live.collection().find(in(Stored.ID, query.ids())).map(stored -> {
            live.requireReadable(stored);
            return stored.entry();
        }).into(new ArrayList<>()).stream().filter(consumer -> consumer != null && !consumer.isForgotten()).toList());
    }
}
