package io.ordertrail.platform.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;

/** Tells that a write has failed because what it would have inserted is there already. */
public final class Duplicates {

    private Duplicates() {
    }

    /** Whether that is all that has failed: of a bulk, with each of its writes that did. */
    public static boolean areAllThatFailed(MongoException failure) {
        return failure instanceof MongoBulkWriteException bulk
                ? bulk.getWriteConcernError() == null && bulk.getWriteErrors().stream().allMatch(error -> isOne(error.getCode()))
                : isOne(failure.getCode());
    }

    private static boolean isOne(int code) {
        return ErrorCategory.fromErrorCode(code) == ErrorCategory.DUPLICATE_KEY;
    }
}
