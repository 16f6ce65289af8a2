package io.ordertrail.platform.refusal;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant who wrote a name that there is not. */
public final class Nearest {

    private static final int LONGEST = 100;
    private static final int LEAST_BEGINNING = 3;

    private Nearest() {
    }

    /**
     * The known name that takes the fewest letters changed, added or left out, whatever their case; a beginning counts as one.
     *
     * @return empty if none is near enough: a third of its letters
     */
    public static Optional<String> to(String written, Collection<String> known) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        return known.stream().map(name -> new Candidate(name, far(written.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT))))
                .filter(candidate -> candidate.far <= Math.max(1, candidate.name.length() / 3) && candidate.far < candidate.name.length())
                .min(Comparator.comparingInt(Candidate::far).thenComparing(Candidate::name)).map(Candidate::name);
    }

    private record Candidate(String name, int far) {
    }

    private static int far(String written, String name) {
        boolean begins =
                Math.min(written.length(), name.length()) >= LEAST_BEGINNING && (written.startsWith(name) || name.startsWith(written));
        return begins ? Math.min(1, Math.abs(written.length() - name.length())) : steps(written, name);
    }

    /** Letters that must be changed, added or left out to make the one of the other. */
    public static int steps(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int column = 0; column < row.length; column++) {
            row[column] = column;
        }
        for (int letter = 1; letter <= from.length(); letter++) {
            int diagonal = row[0];
            row[0] = letter;
            for (int column = 1; column < row.length; column++) {
                int changed = diagonal + (from.charAt(letter - 1) == to.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(changed, 1 + Math.min(row[column - 1], row[column]));
            }
        }
        return row[to.length()];
    }
}
