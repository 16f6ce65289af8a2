package io.ordertrail.query;

import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import io.ordertrail.platform.web.Outage;
import org.springframework.stereotype.Component;

/** What MongoDB's driver throws when no server can be reached, or none that may answer. */
@Component
class ViewStoreOutage implements Outage {

    @Override
    public boolean isSeenIn(Throwable failure) {
        return failure instanceof MongoTimeoutException || failure instanceof MongoSocketException
                || failure instanceof MongoNotPrimaryException || failure instanceof MongoNodeIsRecoveringException;
    }
}
