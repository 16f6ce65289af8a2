package io.ordertrail.query;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.web.Outage;
import io.ordertrail.views.following.Readers;
import java.util.List;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.queryhandling.QueryExecutionException;
import org.axonframework.queryhandling.QueryMessage;
import org.springframework.stereotype.Component;

/**
 * Puts a refusal's reason where it survives the way to another node: an exception's details travel, its class does not. A view store that
 * is away is a refusal too. And it lets it be known that somebody is reading.
 */
@Component("queryRefusalInterceptor")
class RefusalInterceptor implements MessageHandlerInterceptor<QueryMessage<?, ?>> {

    private final List<Outage> outages;

    private final Readers readers;

    RefusalInterceptor(List<Outage> outages, Readers readers) {
        this.outages = outages;
        this.readers = readers;
    }

    @Override
    public Object handle(UnitOfWork<? extends QueryMessage<?, ?>> unitOfWork, InterceptorChain chain) throws Exception {
        readers.enter();
        try {
            return chain.proceed();
        } catch (Refusal refusal) {
            throw carried(refusal);
        } catch (RuntimeException e) {
            throw Outage.isBehind(e, outages) ? carried(Refusal.of(Code.UNAVAILABLE, "A store cannot be reached")) : e;
        } finally {
            readers.leave();
        }
    }

    private static QueryExecutionException carried(Refusal refusal) {
        return new QueryExecutionException(refusal.getMessage(), null, refusal.reason());
    }
}
