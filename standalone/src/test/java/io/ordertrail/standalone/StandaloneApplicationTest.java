package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandaloneApplicationTest {

    @TempDir
    private Path data;

    @Test
    void itStarts() {
        try (RunningSystem system = RunningSystem.start(data, Map.of())) {
            assertThat(system.api().get("/views").status()).isEqualTo(200);
        }
    }
}
