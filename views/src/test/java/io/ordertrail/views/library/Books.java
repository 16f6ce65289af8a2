package io.ordertrail.views.library;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.views.library.BookEvent.Lent;
import io.ordertrail.views.library.BookEvent.Returned;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.RecordedEvent;

/** One document per book. A later version counts lendings in another way. */
public class Books implements Projection<Book> {

    private static final String KIND = "book-";

    private final String view;
    private final int version;

    public Books(int version) {
        this("books", version);
    }

    Books(String view, int version) {
        this.view = view;
        this.version = version;
    }

    @Override
    public String view() {
        return view;
    }

    @Override
    public int version() {
        return version;
    }

    @Override
    public Class<Book> entryType() {
        return Book.class;
    }

    /** A book's name in the store of events. */
    public static String aggregateOf(String book) {
        return KIND + book;
    }

    @Override
    public String keyOf(RecordedEvent event) {
        return ((BookEvent) event.payload()).book();
    }

    @Override
    public String keyOf(ConsistencyToken token) {
        return token.aggregate().startsWith(KIND) ? token.aggregate().substring(KIND.length()) : null;
    }

    @Override
    public Book evolve(Book entry, RecordedEvent event) {
        Book book = entry == null ? new Book(keyOf(event), 0, 0, null) : entry;
        return switch ((BookEvent) event.payload()) {
            case Lent lent -> new Book(book.id(), book.events() + 1, book.lent() + version, lent.reader());
            case Returned returned -> new Book(book.id(), book.events() + 1, book.lent(), null);
        };
    }
}
