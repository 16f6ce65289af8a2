package io.ordertrail.query.rebuild;

import io.ordertrail.query.view.Documents;
import io.ordertrail.query.view.View;
import org.springframework.stereotype.Component;

@Component
class Checkpoints {

    <E> long load(View<E> view, String name, Documents<E> into) {
        throw new UnsupportedOperationException(name);
    }
}
