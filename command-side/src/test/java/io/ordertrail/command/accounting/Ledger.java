package io.ordertrail.command.accounting;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.events.AccountEvent;
import io.ordertrail.events.AccountEvent.AccountDisabled;
import io.ordertrail.events.AccountEvent.AccountEnabled;
import io.ordertrail.events.AccountEvent.AuthorizationReversed;
import io.ordertrail.events.AccountEvent.AuthorizationRevised;
import io.ordertrail.events.AccountEvent.CardLimitChanged;
import io.ordertrail.events.AccountEvent.PaymentAuthorized;
import io.ordertrail.events.AccountEvent.PaymentCaptured;
import io.ordertrail.events.AccountEvent.RefundIssued;
import io.ordertrail.events.OrderId;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** A second, independent way to keep the books: from the events alone, in plain numbers. */
final class Ledger {

    private final Map<OrderId, BigDecimal> open = new HashMap<>();
    private final Map<OrderId, BigDecimal> refundable = new HashMap<>();
    private BigDecimal limit;
    private boolean disabled;
    /** Authorised less captured less reversed. */
    private BigDecimal balance = BigDecimal.ZERO;

    void book(AccountEvent event) {
        BigDecimal before = open();
        switch (event) {
            case AccountDisabled off -> disabled = true;
            case AccountEnabled on -> disabled = false;
            case CardLimitChanged changed -> limit = changed.cardLimit().amount();
            case PaymentAuthorized granted -> {
                assertThat(open.put(granted.orderId(), granted.amount().amount())).isNull();
                balance = balance.add(granted.amount().amount());
            }
            case AuthorizationRevised revised -> balance = balance.add(revised.amount().amount())
                    .subtract(open.put(revised.orderId(), revised.amount().amount()));
            case AuthorizationReversed back when back.amount() == null -> assertThat(open).doesNotContainKey(back.orderId());
            case AuthorizationReversed back -> {
                assertThat(open.remove(back.orderId())).isEqualTo(back.amount().amount());
                balance = balance.subtract(back.amount().amount());
            }
            case PaymentCaptured taken -> {
                assertThat(open.remove(taken.orderId())).isEqualTo(taken.amount().amount());
                refundable.put(taken.orderId(), taken.amount().amount());
                balance = balance.subtract(taken.amount().amount());
            }
            case RefundIssued refund -> assertThat(refundable.merge(refund.orderId(), refund.amount().amount(), BigDecimal::subtract))
                    .isNotNegative();
            default -> {
            }
        }
        assertThat(open()).isEqualByComparingTo(balance);
        if (open().compareTo(before) > 0) {
            assertThat(disabled).isFalse();
            assertThat(open()).isLessThanOrEqualTo(limit == null ? open() : limit);
        }
    }

    BigDecimal open() {
        return open.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
