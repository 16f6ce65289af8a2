package io.ordertrail.views.projection;

import java.math.BigDecimal;
import java.util.List;

/**
 * What one document adds to a sum. Of two for the same document the one of the newer revision holds, in whatever order they come.
 *
 * @param revision of the document when it was read
 * @param since the first revision of the document of summands that has it
 */
public record Summand(long revision, long since, List<BigDecimal> numbers) {
}
