package io.ordertrail.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * Keeps event stores under test in memory where the machine has a file system for that: thousands of commands each wait for the disk
 * otherwise. A killed process finds its files there as on a disk.
 */
class MemoryTempDir implements TempDirFactory {

    private static final Path MEMORY = Path.of("/dev/shm");

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
        return Files.isWritable(MEMORY) ? Files.createTempDirectory(MEMORY, "ordertrail") : Files.createTempDirectory("ordertrail");
    }
}
