package io.ordertrail.platform.archive;

import java.nio.file.Path;

/** An archive is not as it was written: its message says where. */
public class BrokenArchive extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenArchive(Path file, int block, long at, long after, String what) {
        super("%s is broken in block %d, at byte %d, behind the event at position %d: %s".formatted(file, block, at, after, what));
    }
}
