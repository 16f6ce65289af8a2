package io.ordertrail.standalone;

import java.nio.file.Path;

/** A second process was started on the same data folder. */
class DataFolderInUse extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DataFolderInUse(Path folder) {
        super("Another process already runs on the data folder %s; stop it, or set ORDERTRAIL_DATA to another folder".formatted(folder));
    }
}
