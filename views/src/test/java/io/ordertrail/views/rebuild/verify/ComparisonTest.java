package io.ordertrail.views.rebuild.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.views.following.Readers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final int DOCUMENTS = 100_000;
    private static final int TRIALS = 1_000;

    @Test
    void eachDamageAmongAHundredThousandDocumentsIsFoundEachTime() {
        List<RawBsonDocument> live = IntStream.range(0, DOCUMENTS).mapToObj(i -> document(i, "APPROVED", 3)).toList();
        Random random = new Random(20_261_125);
        for (int trial = 0; trial < TRIALS; trial++) {
            int at = random.nextInt(DOCUMENTS);
            List<RawBsonDocument> built = new ArrayList<>(live);
            Report expected = switch (trial % 3) {
                case 0 -> {
                    built.set(at, document(at, "CANCELLED", 3));
                    yield new Report(DOCUMENTS, DOCUMENTS - 1, 1, 0, 0, List.of());
                }
                case 1 -> {
                    built.remove(at);
                    yield new Report(DOCUMENTS - 1, DOCUMENTS - 1, 0, 1, 0, List.of());
                }
                default -> {
                    built.add(at + 1, RawBsonDocument.parse("""
                            {"_id": "%s+", "rev": 1, "seq": {"order-%d": 3}, "d": {"status": "APPROVED"}}""".formatted(id(at), at)));
                    yield new Report(DOCUMENTS, DOCUMENTS, 0, 0, 1, List.of());
                }
            };
            Report report = compare(live, built);
            assertThat(report).as("trial %d at %d", trial, at).usingRecursiveComparison().ignoringFields("samples").isEqualTo(expected);
            assertThat(report.samples()).hasSize(1);
            assertThat(report.samples().getFirst().id()).startsWith(id(at));
        }
    }

    @Test
    void documentsAtDifferentEventsSayNothingYet() {
        List<String> suspects = new ArrayList<>();
        Comparison comparison = new Comparison(done -> {
        }, new Readers());
        comparison.compare(List.of(document(1, "APPROVED", 3), document(2, "APPROVED", 3)).iterator(),
                List.of(document(1, "CANCELLED", 5), document(2, "APPROVED", 3)).iterator(), (id, there, here) -> suspects.add(id));
        assertThat(suspects).containsExactly(id(1));
        assertThat(comparison.report().compared()).isEqualTo(1);
    }

    @Test
    void onlyTheFirstHundredDifferencesAreShownAndAllAreCounted() {
        List<RawBsonDocument> live = IntStream.range(0, 250).mapToObj(i -> document(i, "APPROVED", 3)).toList();
        List<RawBsonDocument> built = IntStream.range(0, 250).mapToObj(i -> document(i, "REJECTED", 3)).toList();
        Report report = compare(live, built);
        assertThat(report.different()).isEqualTo(250);
        assertThat(report.samples()).hasSize(100);
        assertThat(report.samples().getFirst().fields()).containsExactly(new Report.Field("/status", "APPROVED", "REJECTED"));
    }

    @Test
    void theOrderOfFieldsDoesNotMatter() {
        RawBsonDocument one = RawBsonDocument.parse("""
                {"_id": "1", "rev": 1, "seq": {"order-1": 3}, "d": {"status": "APPROVED", "version": 3}}""");
        RawBsonDocument other = RawBsonDocument.parse("""
                {"_id": "1", "rev": 7, "d": {"version": 3, "status": "APPROVED"}, "seq": {"order-1": 3}}""");
        assertThat(compare(List.of(one), List.of(other)).equal()).isEqualTo(1);
    }

    private static Report compare(List<RawBsonDocument> live, List<RawBsonDocument> built) {
        List<String> suspects = new ArrayList<>();
        Comparison comparison = new Comparison(done -> {
        }, new Readers());
        comparison.compare(live.iterator(), built.iterator(), (id, there, here) -> suspects.add(id));
        suspects.forEach(id -> comparison.settle(id, find(live, id), find(built, id)));
        return comparison.report();
    }

    private static RawBsonDocument find(List<RawBsonDocument> documents, String id) {
        int at = Collections.binarySearch(documents, RawBsonDocument.parse("{\"_id\": \"%s\"}".formatted(id)),
                Comparator.comparing(document -> document.getString("_id").getValue()));
        return at < 0 ? null : documents.get(at);
    }

    private static String id(int number) {
        return "%07d".formatted(number);
    }

    private static RawBsonDocument document(int number, String status, long sequence) {
        return RawBsonDocument.parse("""
                {"_id": "%s", "rev": 1, "seq": {"order-%d": %d}, "d": {"status": "%s", "lines": [{"name": "Naan"}]}}"""
                .formatted(id(number), number, sequence, status));
    }
}
