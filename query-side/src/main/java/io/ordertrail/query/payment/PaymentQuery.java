package io.ordertrail.query.payment;

import io.ordertrail.views.following.Generation;
import io.ordertrail.views.following.Views;
import io.ordertrail.views.projection.Stored;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** Answers from the live generation of the payments. */
@Component
class PaymentQuery {

    private final Views views;
    private final PaymentProjection payments;

    PaymentQuery(Views views, PaymentProjection payments) {
        this.views = views;
        this.payments = payments;
    }

    @QueryHandler
    Optional<PaymentEntry> handle(FindPayment query) {
        Generation<PaymentEntry> live = views.live(payments);
        live.requireSeen(query.tokens());
        return live.find(query.orderId()).map(Stored::entry);
    }
}
