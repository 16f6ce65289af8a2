package io.ordertrail.query.orderhistory;

import com.mongodb.client.model.Filters;
import io.ordertrail.query.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bson.conversions.Bson;

/** The words of a text, as they are compared: whole, without case and accents. */
final class Words {

    /** Everything that is no letter and no digit. Marks are gone by then. */
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** Names have up to 200 letters, of which the strangest become 18. */
    private static final int LONGEST_WORD = 200 * 18;

    /** MongoDB takes twice as many bytes; a letter may have three. */
    private static final int LONGEST_PATTERN = 5_000;

    private Words() {
    }

    static Set<String> of(Collection<String> texts) {
        Set<String> words = new TreeSet<>();
        for (String text : texts) {
            for (String word : BETWEEN.split(Spelling.plain(text))) {
                if (!word.isEmpty()) {
                    words.add(word);
                }
            }
        }
        return words;
    }

    /** All of them in one text, a blank before and after each: as such they stand in the index, where {@link #in} finds them. */
    static String line(Set<String> words) {
        return words.isEmpty() ? "" : words.stream().collect(Collectors.joining(" ", " ", " "));
    }

    /**
     * Conditions of which one holds if a line has any of the words: letters and digits, none of which means anything else in a pattern. There
     * are several only if one pattern would be too long; a word that is too long by itself is in no name.
     */
    static List<Bson> in(String field, Set<String> words) {
        List<Bson> conditions = new ArrayList<>();
        StringJoiner pattern = pattern();
        for (String word : words.stream().filter(word -> word.length() <= LONGEST_WORD).toList()) {
            if (pattern.length() + word.length() > LONGEST_PATTERN) {
                conditions.add(Filters.regex(field, pattern.toString()));
                pattern = pattern();
            }
            pattern.add(word);
        }
        conditions.add(Filters.regex(field, pattern.toString()));
        return conditions;
    }

    /** Without any word, it is found nowhere: no line has two blanks in a row. */
    private static StringJoiner pattern() {
        return new StringJoiner("|", " (?:", ") ");
    }
}
