package io.ordertrail.standalone;

import java.nio.file.Path;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A second process was started on the same data folder. */
class DataFolderInUse extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DataFolderInUse(Path folder) {
        super("Another process already runs on the data folder %s.".formatted(folder));
    }

    /** Makes it one clear line at start instead of a stack trace. */
    static class Analyzer extends AbstractFailureAnalyzer<DataFolderInUse> {

        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, DataFolderInUse cause) {
            return new FailureAnalysis(cause.getMessage(), "Stop it, or set ordertrail.data (ORDERTRAIL_DATA) to another folder.", cause);
        }
    }
}
