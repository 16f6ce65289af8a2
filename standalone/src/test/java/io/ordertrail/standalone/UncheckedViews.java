package io.ordertrail.standalone;

import com.mongodb.client.MongoCollection;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.views.following.Generation;
import io.ordertrail.views.following.Views;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.Stored;
import io.ordertrail.views.projection.Summands;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;

/** Views that answer without looking whether they have seen what tokens name. */
final class UncheckedViews extends Views {

    private record Unchecked<E>(Generation<E> generation) implements Generation<E> {

        @Override
        public void requireSeen(List<ConsistencyToken> tokens) {
            // That is the point.
        }

        @Override
        public void requireFollowed(long position) {
            generation.requireFollowed(position);
        }

        @Override
        public Optional<Stored<E>> find(String id) {
            return generation.find(id);
        }

        @Override
        public void requireReadable(Stored<E> stored) {
            generation.requireReadable(stored);
        }

        @Override
        public List<E> entriesOf(List<ConsistencyToken> tokens) {
            return generation.entriesOf(tokens);
        }

        @Override
        public Map<String, Summands> sums(Collection<String> ids) {
            return generation.sums(ids);
        }

        @Override
        public MongoCollection<Stored<E>> collection() {
            return generation.collection();
        }
    }

    /** Puts them in the place of an application's views. */
    static void install(ConfigurableApplicationContext context) {
        context.addBeanFactoryPostProcessor(beans -> ((AbstractBeanDefinition) beans.getBeanDefinition(Views.class.getName()))
                .setInstanceSupplier(UncheckedViews::new));
    }

    @Override
    public <E> Generation<E> live(Projection<E> projection) {
        return new Unchecked<>(super.live(projection));
    }
}
