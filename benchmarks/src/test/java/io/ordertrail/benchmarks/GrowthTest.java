package io.ordertrail.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.benchmarks.Growth.Cost;
import io.ordertrail.benchmarks.Growth.Lives;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/** What an aggregate has lived through costs its commands nothing. By counts: time is for the benchmark. */
class GrowthTest {

    /** Axon Server takes no larger one. */
    private static final long LARGEST_SNAPSHOT = 4_000_000;

    /** Where the machine has a file system for that: hundreds of commands each wait for the disk otherwise. */
    static class InMemory implements TempDirFactory {

        private static final Path MEMORY = Path.of("/dev/shm");

        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
            return Files.isWritable(MEMORY) ? Files.createTempDirectory(MEMORY, "growth") : Files.createTempDirectory("growth");
        }
    }

    @Test
    void aCommandReadsNoMoreAfterTenTimesAsLongALife(@TempDir(factory = InMemory.class) Path data) {
        List<Map<String, Cost>> costs = new Growth(data).measure(Lives.LONG);

        assertThat(costs.getLast()).hasSize(7);
        costs.getFirst().forEach((what, tenth) -> assertThat(costs.getLast().get(what)).as("%s: %s", what, tenth)
                .satisfies(whole -> assertThat(whole.events()).isLessThanOrEqualTo(2 * tenth.events()).isLessThan(1_000))
                .satisfies(whole -> assertThat(whole.snapshot()).isLessThanOrEqualTo(2 * tenth.snapshot()).isLessThan(LARGEST_SNAPSHOT)));
    }
}
