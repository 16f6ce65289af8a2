package io.ordertrail.views.rebuild;

import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.views.documents.Documents;
import io.ordertrail.views.following.View;
import io.ordertrail.views.following.Views;
import io.ordertrail.views.healing.Narrow;
import io.ordertrail.views.history.AggregateStreams;
import io.ordertrail.views.rebuild.verify.DocumentSteps;
import java.util.List;
import org.bson.RawBsonDocument;
import org.springframework.stereotype.Component;

/** Folds single documents before an operator's eyes, and changes nothing. */
@Component
public class Stepping {

    private final Views views;
    private final AggregateStreams streams;

    Stepping(Views views, AggregateStreams streams) {
        this.views = views;
        this.streams = streams;
    }

    /** @throws Refusal {@code NOT_FOUND} if the view's live generation has no such document */
    public DocumentSteps steps(String view, String id) {
        View<?> here = views.named(view);
        if (here.read() == 0) {
            throw Refusal.notFound("document", id);
        }
        return steps(here, id);
    }

    private <E> DocumentSteps steps(View<E> view, String id) {
        Documents<E> documents = view.documents(view.read());
        RawBsonDocument live = documents.findRaw(List.of(id)).get(id);
        if (live == null) {
            throw Refusal.notFound("document", id);
        }
        return DocumentSteps.of(view.projection(), documents, new Narrow<>(view.projection(), documents, streams), live,
                documents.decoded(live));
    }
}
