package io.ordertrail.query.orderhistory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @Test
    void whatIsNoLetterAndNoDigitStandsBetweenWords() {
        assertThat(Words.of(List.of("L'Osteria – 4 Käse/Pizza (groß!)", "7up")))
                .isEqualTo(Set.of("l", "osteria", "4", "kase", "pizza", "gross", "7up"));
        assertThat(Words.of(List.of(" …!? ", ""))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Käse,KASE", "crème brûlée,CREME BRULEE", "Straße,STRASSE", "STRAẞE,straße", "Smørrebrød,smorrebrod", "œuf,OEUF",
            "ﬁsh,FISH",
            "ŻUREK,żurek", "Łosoś,losos", "İçli Köfte,icli kofte", "ﾗｰﾒﾝ,ラーメン", "Ｐｉｚｚａ,pizza", "ΤΥΡΟΣ,τυρος", "a\u0308pfel,Äpfel"})
    void caseAndAccentsDoNotMatter(String one, String other) {
        assertThat(Words.of(List.of(one))).isEqualTo(Words.of(List.of(other))).isNotEmpty();
    }

    @Test
    void aWordIsFoundInALineWholeAndWhereverItStands() {
        String line = Words.line(Words.of(List.of("Crème brûlée", "Pizza", "7up")));
        assertThat(line).matches(anyOf("creme")).matches(anyOf("xyz brulee")).matches(anyOf("7up")).matches(anyOf("pizza 7up"))
                .doesNotMatch(anyOf("piz")).doesNotMatch(anyOf("izza")).doesNotMatch(anyOf("up"));
        assertThat(Words.line(Set.of())).doesNotMatch(anyOf("pizza"));
    }

    @Test
    void moreWordsThanOnePatternHoldsAreSharedOutAmongSeveral() {
        Set<String> words = IntStream.range(0, 2_000).mapToObj("word%d"::formatted).collect(Collectors.toSet());
        List<Bson> conditions = Words.in("d.words", words);
        assertThat(conditions).hasSizeBetween(3, 5);
        assertThat(words).allMatch(word -> conditions.stream().filter(condition -> matches(condition, " a " + word + " b ")).count() == 1);
    }

    @Test
    void aWordLongerThanAnyNameIsLookedForByNobody() {
        List<Bson> conditions = Words.in("d.words", Set.of("x".repeat(50_000)));
        assertThat(conditions).singleElement().matches(condition -> !matches(condition, " x ") && !matches(condition, ""));
    }

    private static Pattern anyOf(String words) {
        return Pattern.compile(".*" + patternOf(Words.in("d.words", Words.of(List.of(words))).getFirst()) + ".*");
    }

    private static boolean matches(Bson condition, String line) {
        return Pattern.compile(patternOf(condition)).matcher(line).find();
    }

    private static String patternOf(Bson condition) {
        return condition.toBsonDocument().getRegularExpression("d.words").getPattern();
    }

    @Test
    void theMachinesLanguageDoesNotMatter() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.of("tr"));
            assertThat(Words.of(List.of("CHILI"))).isEqualTo(Set.of("chili"));
        } finally {
            Locale.setDefault(before);
        }
    }
}
