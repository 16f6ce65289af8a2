package io.ordertrail.platform.settings;

import java.util.List;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** What is set cannot be meant so. Its message says all that must be changed, one sentence after the other. */
public class WrongSettings extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public WrongSettings(List<String> sentences) {
        super(String.join(" ", sentences));
    }

    /** Makes it one clear line at start instead of a stack trace. */
    static class Analyzer extends AbstractFailureAnalyzer<WrongSettings> {

        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, WrongSettings cause) {
            return new FailureAnalysis(cause.getMessage(), null, cause);
        }
    }
}
