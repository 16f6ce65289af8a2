package io.ordertrail.query;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Texts as people compare them who search: case and accents do not matter. */
public final class Spelling {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    /** Letters that Unicode takes for letters of their own, and people who search for a dish do not. */
    private static final Map<String, String> SPELT_OUT = Map.ofEntries(Map.entry("ß", "ss"), Map.entry("æ", "ae"), Map.entry("œ", "oe"),
            Map.entry("ø", "o"), Map.entry("ł", "l"), Map.entry("đ", "d"), Map.entry("ð", "d"), Map.entry("þ", "th"), Map.entry("ħ", "h"),
            Map.entry("ı", "i"), Map.entry("ς", "σ"));

    private static final Pattern SPECIAL = Pattern.compile("[ßæœøłđðþħıς]");

    private Spelling() {
    }

    /** Ligatures and full-width letters become plain ones (NFKD), marks go, and so does case, in no particular language. */
    public static String plain(String text) {
        String bare = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("").toLowerCase(Locale.ROOT);
        return SPECIAL.matcher(bare).replaceAll(letter -> SPELT_OUT.get(letter.group()));
    }
}
