package io.ordertrail.query.orderhistory;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The words of a text, as they are compared: whole, without case and accents. */
final class Words {

    /** Everything that is no letter and no digit. Marks are gone by then. */
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    /** Letters that Unicode takes for letters of their own, and people who search for a dish do not. */
    private static final Map<String, String> SPELT_OUT = Map.ofEntries(Map.entry("ß", "ss"), Map.entry("æ", "ae"), Map.entry("œ", "oe"),
            Map.entry("ø", "o"), Map.entry("ł", "l"), Map.entry("đ", "d"), Map.entry("ð", "d"), Map.entry("þ", "th"), Map.entry("ħ", "h"),
            Map.entry("ı", "i"), Map.entry("ς", "σ"));

    private static final Pattern SPECIAL = Pattern.compile("[ßæœøłđðþħıς]");

    private Words() {
    }

    static Set<String> of(Collection<String> texts) {
        Set<String> words = new TreeSet<>();
        for (String text : texts) {
            for (String word : BETWEEN.split(plain(text))) {
                if (!word.isEmpty()) {
                    words.add(word);
                }
            }
        }
        return words;
    }

    /** Ligatures and full-width letters become plain ones (NFKD), marks go, and so does case, in no particular language. */
    private static String plain(String text) {
        String bare = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("").toLowerCase(Locale.ROOT);
        return SPECIAL.matcher(bare).replaceAll(letter -> SPELT_OUT.get(letter.group()));
    }
}
