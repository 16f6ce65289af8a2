package io.ordertrail.query.view;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.springframework.stereotype.Component;

/** All views of this node: which generation of each is live, and how they stand. */
@Component
public class Views {

    private final Map<String, Entry<?>> views = new ConcurrentSkipListMap<>();

    private record Entry<E>(LiveView<E> view, Readiness readiness) {
    }

    <E> Readiness add(LiveView<E> view) {
        Readiness readiness = new Readiness(view.projection().view(), view::position, view::head);
        views.put(view.projection().view(), new Entry<>(view, readiness));
        return readiness;
    }

    /** @throws Refusal {@code UNAVAILABLE} until the view has reached what was stored at start */
    public <E> Generation<E> live(Projection<E> projection) {
        Entry<?> entry = views.get(projection.view());
        if (entry == null || !entry.readiness().ready()) {
            throw Refusal.of(Code.UNAVAILABLE, "The view %s is being built from the stored events".formatted(projection.view()));
        }
        @SuppressWarnings("unchecked") // it was added under the name of this very projection
        Documents<E> documents = (Documents<E>) entry.view().documents();
        return new StoredGeneration<>(projection, documents);
    }

    /** Every view, by name. */
    public List<ViewStatus> status() {
        return views.values().stream().map(entry -> entry.view().status()).toList();
    }

    /** One view, if there is one of that name. */
    public Optional<ViewStatus> status(String view) {
        return Optional.ofNullable(views.get(view)).map(entry -> entry.view().status());
    }
}
