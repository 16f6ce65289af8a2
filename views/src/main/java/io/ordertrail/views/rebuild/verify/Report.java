package io.ordertrail.views.rebuild.verify;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * How a built generation compares with the live one, document by document, each at the same events. Every document is counted once.
 *
 * @param compared documents that both have: equal and different
 * @param missing documents that only the live one has
 * @param extra documents that only the built one has
 * @param samples the first differences found
 */
public record Report(long compared, long equal, long different, long missing, long extra, List<Difference> samples) {

    /** Documents of which the differences are shown. */
    static final int SAMPLES = 100;

    public static final Report NONE = new Report(0, 0, 0, 0, 0, List.of());

    /** One document that differs. */
    public record Difference(String id, List<Field> fields) {
    }

    /**
     * One field that differs.
     *
     * @param field JSON pointer into the entry; empty for the whole of it
     * @param live as text, null if it is not there
     * @param built as text, null if it is not there
     */
    public record Field(String field, @JsonInclude(JsonInclude.Include.ALWAYS) String live,
            @JsonInclude(JsonInclude.Include.ALWAYS) String built) {
    }

    public boolean allEqual() {
        return different == 0 && missing == 0 && extra == 0;
    }
}
