package io.ordertrail.views.library;

import io.ordertrail.views.projection.Summed;
import java.math.BigDecimal;
import java.util.List;

/** The same books, and how often those of each shelf have been lent. */
public class Shelves extends Books implements Summed<Book> {

    public Shelves(int version) {
        super("shelves", version);
    }

    @Override
    public String sumOf(Book entry) {
        return "%c/%s".formatted(entry.id().charAt(0), entry.id().substring(1));
    }

    @Override
    public List<BigDecimal> addends(Book entry) {
        return List.of(BigDecimal.valueOf(entry.lent()), BigDecimal.valueOf(entry.events()));
    }
}
