package io.ordertrail.query.view;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexModel;
import java.util.List;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Makes a collection's indexes, or says clearly why not: a view without them would answer, but read everything for each answer. */
final class ViewIndexes {

    private ViewIndexes() {
    }

    /**
     * When it returns, the collection has all of these indexes; what is there already takes no time.
     *
     * @throws Unusable if the server refuses one, such as for another index of the same name or keys
     */
    static void make(MongoCollection<?> collection, List<IndexModel> indexes) {
        try {
            collection.createIndexes(indexes);
        } catch (MongoCommandException e) {
            throw new Unusable(collection.getNamespace().getFullName(), e);
        }
    }

    /** The server does not make an index that a view cannot do without. */
    static class Unusable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unusable(String collection, MongoCommandException refusal) {
            super("The indexes of %s cannot be made: %s.".formatted(collection, refusal.getErrorMessage()), refusal);
        }
    }

    /** Makes it one clear line at start instead of a stack trace. */
    static class UnusableAnalyzer extends AbstractFailureAnalyzer<Unusable> {

        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, Unusable cause) {
            return new FailureAnalysis(cause.getMessage(), "Drop the index that is in the way (listIndexes shows it) and start again.",
                    cause);
        }
    }
}
