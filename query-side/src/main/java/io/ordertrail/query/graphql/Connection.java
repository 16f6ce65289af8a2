package io.ordertrail.query.graphql;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** A page of a list, in the shape that GraphQL's clients know (edges, nodes, cursors). */
record Connection(List<Edge> edges, PageInfo pageInfo) {

    static final int MOST = 100;

    /** A thing in a list; its cursor is made only for who wants it. */
    record Edge(Map<String, Object> node, Supplier<String> sealed) {

        public String cursor() {
            return sealed.get();
        }
    }

    record PageInfo(boolean hasNextPage, boolean hasPreviousPage, Supplier<String> first, Supplier<String> last) {

        public String startCursor() {
            return first.get();
        }

        public String endCursor() {
            return last.get();
        }
    }

    /**
     * @param after the cursor that the page was asked for with, null for the first page
     * @param more whether there is a further page
     */
    static <T> Connection of(List<T> items, Shown shown, Function<T, String> cursor, String after, boolean more) {
        List<Edge> edges = items.stream().map(item -> new Edge(shown.of(item), () -> cursor.apply(item))).toList();
        Supplier<String> none = () -> null;
        return new Connection(edges, new PageInfo(more, after != null, edges.isEmpty() ? none : edges.getFirst().sealed,
                edges.isEmpty() ? none : edges.getLast().sealed));
    }

    /** @throws Refusal {@code INVALID} if a page cannot have so many */
    static int size(Integer first, int most) {
        if (first == null || first < 1 || first > most) {
            throw Refusal.ofField(Code.INVALID, "first", "must be 1 to %d".formatted(most));
        }
        return first;
    }
}
