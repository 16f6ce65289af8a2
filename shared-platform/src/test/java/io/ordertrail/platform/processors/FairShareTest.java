package io.ordertrail.platform.processors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FairShareTest {

    @Test
    void sharesAddUpToAllSegmentsAndDifferByOneAtMost() {
        for (int nodes = 1; nodes <= 9; nodes++) {
            List<String> names = IntStream.range(0, nodes).mapToObj(i -> "%d@host".formatted(4711 - i)).toList();
            for (int segments = 1; segments <= 20; segments++) {
                int all = segments;
                List<Integer> shares = names.stream().map(name -> FairShare.of(all, name, names)).toList();
                assertThat(shares.stream().mapToInt(Integer::intValue).sum()).isEqualTo(segments);
                TreeSet<Integer> different = new TreeSet<>(shares);
                assertThat(different.last() - different.first()).isLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void aNodeCountsItselfEvenBeforeItIsSeen() {
        assertThat(FairShare.of(4, "b", List.of("a"))).isEqualTo(2);
        assertThat(FairShare.of(4, "b", List.of())).isEqualTo(4);
    }

    @Test
    void beforeTheSegmentsAreMadeAnyNodeMayMakeThem() {
        FairShare share = new FairShare();
        assertThat(share.getMaxSegments("words")).isGreaterThan(1000);
        share.reckon("words", 0, "b", List.of("a", "b"));
        assertThat(share.getMaxSegments("words")).isGreaterThan(1000);
        share.reckon("words", 5, "b", List.of("a", "b"));
        assertThat(share.getMaxSegments("words")).isEqualTo(2);
        share.none("words");
        assertThat(share.getMaxSegments("words")).isZero();
    }

    /** The kind: one number for whatever goes by a processor's name. */
    @Test
    void whatIsSharedOutByItselfHasAShareOfItsOwn() {
        FairShare share = new FairShare();
        share.reckon("words", 3, "b", List.of("a", "b"));
        assertThat(share.getMaxSegments("words")).isEqualTo(1);
        assertThat(share.getMaxSegments("words", 4, "b", List.of("a", "b"))).isEqualTo(2);
        assertThat(share.getMaxSegments("words", 4, "b", List.of())).isEqualTo(4);
        share.none("words");
        assertThat(share.getMaxSegments("words", 4, "b", List.of("a", "b"))).isZero();
        assertThat(share.getMaxSegments(null)).as("a paused one can be built").isPositive();
        share.reckon("words", 3, "b", List.of("a", "b"));
        assertThat(share.getMaxSegments("words", 4, "b", List.of("a", "b"))).isEqualTo(2);
    }
}
