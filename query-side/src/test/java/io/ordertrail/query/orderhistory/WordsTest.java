package io.ordertrail.query.orderhistory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
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
