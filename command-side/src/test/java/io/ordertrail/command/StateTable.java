package io.ordertrail.command;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hamcrest.CustomTypeSafeMatcher;
import org.hamcrest.Matcher;

/** A test's table in plain text: a row per command, a column per state, in each cell what comes of it. */
public final class StateTable {

    private StateTable() {
    }

    /** One pair of command and state. */
    public record Cell(String command, String state, String expected) {

        @Override
        public String toString() {
            return "%s when %s: %s".formatted(command, state, expected);
        }
    }

    /** Every cell of a table whose columns are set apart by bars; its first row names the states. */
    public static Stream<Cell> cells(String table) {
        List<List<String>> rows = table.lines().map(StateTable::columns).toList();
        List<String> states = rows.getFirst();
        return rows.stream().skip(1).flatMap(row -> {
            if (row.size() != states.size()) {
                throw new IllegalArgumentException("Row with a hole: " + row);
            }
            return IntStream.range(1, row.size()).mapToObj(i -> new Cell(row.getFirst(), states.get(i), row.get(i)));
        });
    }

    private static List<String> columns(String row) {
        return Arrays.stream(row.split("\\|")).map(String::strip).toList();
    }

    /** A refusal because of a state, which it must name. */
    public static Matcher<Refusal> refusedIn(Enum<?> status) {
        return refusal(Code.INVALID_STATE, null, status.name());
    }

    /** A refusal with all that a program can read of it. */
    public static Matcher<Refusal> refusal(Code code, String field, String currentStatus) {
        return new CustomTypeSafeMatcher<>("a refusal %s of field %s in state %s".formatted(code, field, currentStatus)) {
            @Override
            protected boolean matchesSafely(Refusal refusal) {
                return refusal.reason().equals(new Refusal.Reason(code, refusal.reason().detail(), field, currentStatus));
            }
        };
    }
}
