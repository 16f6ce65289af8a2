package io.ordertrail.views.projection;

import java.math.BigDecimal;
import java.util.List;

/**
 * A view whose documents are added up as well, so that a query reads sums instead of what they are made of. Each document counts in one sum
 * at most; sums are kept, built, verified and switched with their generation. See ADR 16.
 */
public interface Summed<E> extends Projection<E> {

    /**
     * The sum that a document counts in: the id of what is read at once, a slash, and a part of it that can be told from the others, such
     * as {@code stock-7/2026-11-21/68}. What is in one part is written together, so a part should stay small: thousands, not millions.
     *
     * @return null while it counts in none; once it is not, it never changes again
     */
    String sumOf(E entry);

    /** What an entry that counts adds to each number of its sum: as many for every entry, in the same order. Pure. */
    List<BigDecimal> addends(E entry);
}
