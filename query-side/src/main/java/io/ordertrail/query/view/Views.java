package io.ordertrail.query.view;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** All views of this node: which generation of each is live, and how they stand. */
@Component
public class Views {

    /** @throws io.ordertrail.platform.refusal.Refusal {@code UNAVAILABLE} until the view has reached what was stored at start */
    public <E> Generation<E> live(Projection<E> projection) {
        throw new UnsupportedOperationException();
    }

    /** Every view, by name. */
    public List<ViewStatus> status() {
        throw new UnsupportedOperationException();
    }

    /** One view, if there is one of that name. */
    public Optional<ViewStatus> status(String view) {
        throw new UnsupportedOperationException();
    }
}
