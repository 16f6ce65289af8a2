package io.ordertrail.platform.mongo;

import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import io.ordertrail.platform.web.Outage;

/** What MongoDB's driver throws when no server can be reached, or none that may answer. */
public class MongoOutage implements Outage {

    @Override
    public boolean isSeenIn(Throwable failure) {
        return failure instanceof MongoTimeoutException || failure instanceof MongoSocketException
                || failure instanceof MongoNotPrimaryException || failure instanceof MongoNodeIsRecoveringException;
    }
}
