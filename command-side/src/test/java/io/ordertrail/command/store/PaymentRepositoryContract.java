package io.ordertrail.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.command.accounting.PaymentRepository;
import io.ordertrail.command.accounting.PaymentRepository.KeptPayment;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.OrderId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is kept of payments, whatever it is kept in. */
abstract class PaymentRepositoryContract {

    private static final AccountId ADA = new AccountId("ada");
    private static final AccountId BOB = new AccountId("bob");
    private static final OrderId ORDER = new OrderId("01A");

    PaymentRepository payments;

    @Test
    void nothingIsKeptAtFirst() {
        assertThat(payments.keptUpTo(ADA)).isEqualTo(-1);
        assertThat(find(ADA, ORDER)).isEmpty();
    }

    @Test
    void whatIsKeptIsFoundUnderItsAccountAlone() {
        payments.keep(ADA, List.of(payment(3)), 5);

        assertThat(payments.keptUpTo(ADA)).isEqualTo(5);
        assertThat(find(ADA, ORDER)).contains(payment(3));
        assertThat(find(ADA, new OrderId("01B"))).isEmpty();
        assertThat(payments.keptUpTo(BOB)).isEqualTo(-1);
        assertThat(find(BOB, ORDER)).isEmpty();
    }

    @Test
    void eventsOfTheAccountItselfBringForwardUpToWhereItIsKept() {
        payments.keep(ADA, List.of(), 0);
        assertThat(payments.keptUpTo(ADA)).isZero();
    }

    @Test
    void whoIsLateLeavesWhatIsNewer() {
        payments.keep(ADA, List.of(payment(3)), 3);
        payments.keep(ADA, List.of(payment(9), new KeptPayment(new OrderId("01B"), 8, "{}")), 9);
        payments.keep(ADA, List.of(payment(6), new KeptPayment(new OrderId("01C"), 5, "{}")), 6);

        assertThat(payments.keptUpTo(ADA)).isEqualTo(9);
        assertThat(find(ADA, ORDER)).contains(payment(9));
        assertThat(find(ADA, new OrderId("01B"))).isPresent();
        assertThat(find(ADA, new OrderId("01C"))).isPresent();
    }

    @Test
    void ofManyAtOnceTheNewestStays() {
        AtOnce.all(IntStream.range(0, 40).<Runnable>mapToObj(event -> () -> payments.keep(ADA, List.of(payment(event)), event)).toList());

        assertThat(payments.keptUpTo(ADA)).isEqualTo(39);
        assertThat(find(ADA, ORDER)).contains(payment(39));
    }

    @Test
    void thoseOfManyThatAreThereAreFoundAtOnce() {
        payments.keep(ADA, List.of(payment(3), new KeptPayment(new OrderId("01B"), 4, "{}")), 4);

        assertThat(payments.find(ADA, List.of(ORDER, new OrderId("01B"), new OrderId("01C")))).containsOnlyKeys(ORDER,
                new OrderId("01B"));
        assertThat(payments.find(ADA, List.of())).isEmpty();
    }

    private Optional<KeptPayment> find(AccountId account, OrderId order) {
        return Optional.ofNullable(payments.find(account, List.of(order)).get(order));
    }

    private static KeptPayment payment(long event) {
        return new KeptPayment(ORDER, event, "{\"decidedAt\":%d}".formatted(event));
    }
}
