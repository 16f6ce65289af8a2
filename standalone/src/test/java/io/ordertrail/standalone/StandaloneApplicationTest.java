package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class StandaloneApplicationTest {

    @TempDir
    private Path data;

    @Test
    void itStarts() {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(StandaloneApplication.class)
                .run("--server.port=0", "--ordertrail.data=" + data)) {
            assertThat(context.isRunning()).isTrue();
        }
    }
}
