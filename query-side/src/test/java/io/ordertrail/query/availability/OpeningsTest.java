package io.ordertrail.query.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.platform.openinghours.OpenSpan;
import io.ordertrail.platform.openinghours.OpeningHours;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OpeningsTest {

    private static final int MINUTES_OF_WEEK = 7 * 24 * 60;

    @Test
    void whatIsOpenIsWrittenInTheLongestWordsThatFit() {
        assertThat(of("24/7")).containsExactly("w0");
        assertThat(of("Mo")).containsExactly("d0");
        assertThat(of("Mo 11:30-22:07")).containsExactly("q46", "q47", "p3", "p4", "h20", "h21", "f264", "m1325", "m1326");
        assertThat(of("off")).isEmpty();
    }

    @Test
    void aMinuteHasOneOfItsWordsInThereExactlyIfItIsOpen() {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            int from = random.nextInt(MINUTES_OF_WEEK);
            int until = random.nextInt(from, MINUTES_OF_WEEK) + 1;
            List<String> words = Openings.of(List.of(new OpenSpan(from, until)), null);
            assertThat(words).hasSizeLessThan(60);
            assertThat(IntStream.range(0, MINUTES_OF_WEEK).filter(minute -> !Collections.disjoint(words, Openings.at(minute, null))).boxed()
                    .collect(Collectors.toList())).isEqualTo(IntStream.range(from, until).boxed().toList());
        }
    }

    @Test
    void eachCuisineHasItsOwnWhateverItsCaseAndAccents() {
        List<String> words = Openings.of(List.of(new OpenSpan(0, 1440)), List.of("Crêpes", "CREPES", "Thai"));

        assertThat(words).hasSize(3).doesNotHaveDuplicates().containsAnyElementsOf(Openings.at(7, null))
                .containsAnyElementsOf(Openings.at(7, "crepes")).containsAnyElementsOf(Openings.at(7, "THAI"))
                .doesNotContainAnyElementsOf(Openings.at(7, "pizza")).doesNotContainAnyElementsOf(Openings.at(1440, "thai"));
    }

    private static List<String> of(String hours) {
        return Openings.of(OpeningHours.parse(hours).week(), null);
    }
}
