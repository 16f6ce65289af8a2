package io.ordertrail.platform.signs;

/**
 * A gauge as it stands, or what a counter has counted within the last hour: what lies longer back is no concern any more.
 *
 * @param metric its name, with dots
 * @param labels what it is of, as {@code status=APPROVAL_PENDING}, several by commas; empty if there is but one
 * @param value the highest that any living node tells
 */
public record Sign(String metric, String labels, double value) {
}
