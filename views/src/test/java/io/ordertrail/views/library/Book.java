package io.ordertrail.views.library;

/**
 * A book as lending knows it.
 *
 * @param events that have happened to it, by which a test sees how many of them it shows
 * @param reader who has it; null while it is on its shelf
 */
public record Book(String id, int events, int lent, String reader) {
}
