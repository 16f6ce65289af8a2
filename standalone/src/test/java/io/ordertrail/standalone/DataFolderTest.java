package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    private Path temp;

    @Test
    void aFolderThatIsMissingIsMade() {
        try (DataFolder folder = new DataFolder(temp.resolve("a/b"))) {
            assertThat(folder.path()).isDirectory().isAbsolute();
        }
    }

    @Test
    void aFolderHasOneHolderAtATime() {
        try (DataFolder holder = new DataFolder(temp)) {
            assertThatThrownBy(() -> new DataFolder(temp)).isInstanceOf(DataFolderInUse.class).hasMessageContaining(temp.toString());
            assertThat(holder.path()).isNotNull();
        }
        new DataFolder(temp).close();
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.createFile(temp.resolve("file"));
        assertThatThrownBy(() -> new DataFolder(file)).isInstanceOf(UncheckedIOException.class).hasMessageContaining(file.toString());
    }

    @Test
    void aSecondProcessIsRefusedInOneClearLine() throws Exception {
        try (DataFolder holder = new DataFolder(temp)) {
            ProcessBuilder second = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), StandaloneApplication.class.getName());
            second.environment().put("ORDERTRAIL_DATA", holder.path().toString());
            second.environment().put("SERVER_PORT", "0");
            Process process = second.redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(output).isNotZero();
            assertThat(output.lines().filter(line -> line.contains(holder.path().toString()))).singleElement().asString()
                    .contains("Another process already runs on the data folder").contains("ORDERTRAIL_DATA");
            assertThat(output).doesNotContain("\tat ");
        }
    }
}
