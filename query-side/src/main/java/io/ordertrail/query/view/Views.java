package io.ordertrail.query.view;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** All views of this node: which generation of each is live, and how they stand. */
@Component
public class Views {

    private final Map<String, Entry> views = new ConcurrentSkipListMap<>();

    private record Entry(Documents<?> documents, BooleanSupplier ready, Supplier<ViewStatus> status) {
    }

    void add(String view, Documents<?> documents, BooleanSupplier ready, Supplier<ViewStatus> status) {
        views.put(view, new Entry(documents, ready, status));
    }

    /** @throws Refusal {@code UNAVAILABLE} until the view has reached what was stored at start */
    public <E> Generation<E> live(Projection<E> projection) {
        Entry entry = views.get(projection.view());
        if (entry == null || !entry.ready().getAsBoolean()) {
            throw Refusal.of(Code.UNAVAILABLE, "The view %s is being built from the stored events".formatted(projection.view()));
        }
        @SuppressWarnings("unchecked") // it was added under the name of this very projection
        Documents<E> documents = (Documents<E>) entry.documents();
        return new StoredGeneration<>(projection, documents);
    }

    /** Every view, by name. */
    public List<ViewStatus> status() {
        return views.values().stream().map(entry -> entry.status().get()).toList();
    }

    /** One view, if there is one of that name. */
    public Optional<ViewStatus> status(String view) {
        return Optional.ofNullable(views.get(view)).map(entry -> entry.status().get());
    }
}
