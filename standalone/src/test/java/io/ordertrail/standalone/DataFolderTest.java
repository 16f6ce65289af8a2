package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        assertThatThrownBy(() -> new DataFolder(file)).isInstanceOf(DataFolderUnusable.class).hasMessageContaining(file.toString());
    }
}
