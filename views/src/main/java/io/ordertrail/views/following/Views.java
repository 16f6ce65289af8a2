package io.ordertrail.views.following;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.views.projection.Projection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.springframework.stereotype.Component;

/** All views of this node: which generation of each is live, and how they stand. */
@Component
public class Views {

    private final Map<String, View<?>> views = new ConcurrentSkipListMap<>();

    void add(View<?> view) {
        views.put(view.name(), view);
    }

    /** @throws Refusal {@code UNAVAILABLE} until the view has reached what was stored at start */
    public <E> Generation<E> live(Projection<E> projection) {
        @SuppressWarnings("unchecked") // it was added under the name of this very projection
        View<E> view = (View<E>) views.get(projection.view());
        if (view == null) {
            throw Refusal.of(Code.UNAVAILABLE, "The view %s is not there yet".formatted(projection.view()));
        }
        return view.live();
    }

    /** Every view, by name. */
    public Collection<View<?>> all() {
        return views.values();
    }

    public Optional<View<?>> view(String name) {
        return Optional.ofNullable(views.get(name));
    }

    /** @throws Refusal {@code NOT_FOUND} if there is no view of that name */
    public View<?> named(String name) {
        return view(name).orElseThrow(() -> Refusal.notFound("view", name));
    }

    /** How every view stands, by name. */
    public List<ViewStatus> status() {
        return views.values().stream().map(View::status).toList();
    }

    /** How one view stands, if there is one of that name. */
    public Optional<ViewStatus> status(String view) {
        return view(view).map(View::status);
    }
}
