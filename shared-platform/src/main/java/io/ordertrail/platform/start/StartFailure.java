package io.ordertrail.platform.start;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Says in one line why a start failed and what to do, in place of Boot's banner of ten. */
class StartFailure implements FailureAnalysisReporter {

    private static final Logger LOG = LoggerFactory.getLogger(StartFailure.class);

    /** Boot makes the reporter, and tells nobody what it has reported. */
    private static volatile boolean told;

    @Override
    public void report(FailureAnalysis failure) {
        String action = failure.getAction();
        tell(failure.getDescription() + (action == null || action.isBlank() ? "" : " " + action), failure.getCause());
    }

    /** Tells of what nobody has a sentence for by its own words. */
    static void tellUnlessTold(Throwable failure) {
        if (!told) {
            Throwable root = failure;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            tell("%s. With LOGGING_LEVEL_IO_ORDERTRAIL=debug a start says where that was.".formatted(root), failure);
        }
    }

    private static void tell(String text, Throwable failure) {
        told = true;
        LOG.error("Not started: {}", text.strip().replaceAll("\\s+", " "));
        LOG.debug("It failed here", failure);
    }
}
