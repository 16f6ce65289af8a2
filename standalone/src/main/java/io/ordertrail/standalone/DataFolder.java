package io.ordertrail.standalone;

import io.ordertrail.platform.settings.WrongSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;

/**
 * The folder of the embedded event store, held by one process at a time. The lock is the operating system's: it is gone with its process,
 * however that ends.
 */
class DataFolder implements AutoCloseable {

    private final Path path;
    private final FileChannel channel;

    /**
     * @throws DataFolderInUse if another process, or another application in this one, holds the folder
     * @throws DataFolderUnusable if it cannot be made, or not be written in
     */
    DataFolder(@Value("${ordertrail.data}") Path folder) {
        try {
            path = Files.createDirectories(folder).toRealPath();
            channel = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new DataFolderUnusable(folder.toAbsolutePath(), e);
        }
        if (!isLocked()) {
            close();
            throw new DataFolderInUse(path);
        }
    }

    Path path() {
        return path;
    }

    /** While it is there, the events are not all that there should be. */
    Path unfinishedImport() {
        return path.resolve("import-unfinished");
    }

    /** @throws WrongSettings if there is one */
    void requireNoUnfinishedImport() {
        if (Files.exists(unfinishedImport())) {
            throw new WrongSettings(
                    List.of("An import into %s was not finished. Ask for it again, with the same file, or begin with an empty folder."
                            .formatted(path)));
        }
    }

    private boolean isLocked() {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            throw new DataFolderUnusable(path, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
