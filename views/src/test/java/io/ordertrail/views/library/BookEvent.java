package io.ordertrail.views.library;

/** What happens to a library's book. */
public sealed interface BookEvent {

    /** The shelf's letter, and which book on it. */
    String book();

    record Lent(String book, String reader) implements BookEvent {
    }

    record Returned(String book) implements BookEvent {
    }
}
