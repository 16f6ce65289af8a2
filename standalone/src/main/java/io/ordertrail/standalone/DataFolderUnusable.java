package io.ordertrail.standalone;

import java.io.IOException;
import java.nio.file.Path;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The data folder cannot be made, written in or locked. */
class DataFolderUnusable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DataFolderUnusable(Path folder, IOException cause) {
        super("The data folder %s cannot be used (%s).".formatted(folder, cause), cause);
    }

    /** Makes it one clear line at start instead of a stack trace. */
    static class Analyzer extends AbstractFailureAnalyzer<DataFolderUnusable> {

        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, DataFolderUnusable cause) {
            return new FailureAnalysis(cause.getMessage(),
                    "Set ordertrail.data (ORDERTRAIL_DATA) to a folder in which this user may write.",
                    cause);
        }
    }
}
