package io.ordertrail.views.documents;

import com.mongodb.CreateIndexCommitQuorum;
import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CreateIndexOptions;
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
     * @param replicated whether several servers may hold it: then it is enough that most of them have the indexes, and MongoDB is a tenth of
     *     a second quicker to see that of most than of all
     * @throws Unusable if the server refuses one, such as for another index of the same name or keys
     */
    static void make(MongoCollection<?> collection, List<IndexModel> indexes, boolean replicated) {
        CreateIndexOptions options = new CreateIndexOptions();
        if (replicated) {
            options.commitQuorum(CreateIndexCommitQuorum.MAJORITY);
        }
        try {
            collection.createIndexes(indexes, options);
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
