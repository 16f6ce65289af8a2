package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.platform.processors.FairShare;
import java.nio.file.Path;
import java.util.Map;
import org.axonframework.config.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandaloneApplicationTest {

    @TempDir
    private Path data;

    @Test
    void itStarts() {
        try (RunningSystem system = RunningSystem.start(data, Map.of())) {
            assertThat(system.api().get("/views").status()).isEqualTo(200);
            assertThat(system.bean(Configuration.class).getComponent(FairShare.class)).as("what views are shared out by")
                    .isSameAs(system.bean(FairShare.class));
        }
    }
}
