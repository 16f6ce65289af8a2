package io.ordertrail.query;

import com.mongodb.MongoException;
import io.ordertrail.platform.mongo.MongoOutage;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.queryhandling.QueryExecutionException;
import org.axonframework.queryhandling.QueryMessage;
import org.springframework.stereotype.Component;

/**
 * Puts a refusal's reason where it survives the way to another node: an exception's details travel, its class does not. A view store that
 * is away is a refusal too.
 */
@Component("queryRefusalInterceptor")
class RefusalInterceptor implements MessageHandlerInterceptor<QueryMessage<?, ?>> {

    private final MongoOutage outage;

    RefusalInterceptor(MongoOutage outage) {
        this.outage = outage;
    }

    @Override
    public Object handle(UnitOfWork<? extends QueryMessage<?, ?>> unitOfWork, InterceptorChain chain) throws Exception {
        try {
            return chain.proceed();
        } catch (Refusal refusal) {
            throw carried(refusal);
        } catch (MongoException e) {
            throw outage.isSeenIn(e) ? carried(Refusal.of(Code.UNAVAILABLE, "The view store cannot be reached")) : e;
        }
    }

    private static QueryExecutionException carried(Refusal refusal) {
        return new QueryExecutionException(refusal.getMessage(), null, refusal.reason());
    }
}
