package io.ordertrail.events;

/**
 * A personal value as it is stored: encrypted.
 *
 * @param owner whose key it is encrypted with, by the stored identifier
 * @param kind of value: {@code name}, {@code address}, {@code position}
 * @param data what it says, in base64
 */
public record Seal(String owner, String kind, String data) {
}
