package io.ordertrail.platform.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Says in one line why a start failed and what to do, in place of Boot's banner of ten. */
class StartFailure implements FailureAnalysisReporter {

    private static final Logger LOG = LoggerFactory.getLogger(StartFailure.class);

    @Override
    public void report(FailureAnalysis failure) {
        String action = failure.getAction();
        LOG.error("Not started: {}{}", oneLine(failure.getDescription()), action == null || action.isBlank() ? "" : " " + oneLine(action));
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
