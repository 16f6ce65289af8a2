package io.ordertrail.command.accounting;

import static io.ordertrail.command.accounting.SampleAccount.AUTHORIZED;
import static io.ordertrail.command.accounting.SampleAccount.ID;
import static io.ordertrail.command.accounting.SampleAccount.OPENED;
import static io.ordertrail.command.accounting.SampleAccount.ORDER;
import static io.ordertrail.command.accounting.SampleAccount.euros;
import static io.ordertrail.command.accounting.SampleAccount.when;

import io.ordertrail.command.accounting.AccountCommand.CompleteRefund;
import io.ordertrail.command.accounting.AccountCommand.FailRefund;
import io.ordertrail.command.accounting.AccountCommand.RequestRefund;
import io.ordertrail.events.AccountEvent;
import io.ordertrail.events.AccountEvent.AuthorizationReversed;
import io.ordertrail.events.AccountEvent.RefundCompleted;
import io.ordertrail.events.AccountEvent.RefundFailed;
import io.ordertrail.events.AccountEvent.RefundRequested;
import io.ordertrail.events.RefundKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a payment provider is asked and has answered, each once however often it is said; what was decided before does not change by it. */
class ReturnedMoneyTest {

    private static final RequestRefund REQUEST = new RequestRefund(ID, ORDER, "id", RefundKind.VOID, euros(10));
    private static final CompleteRefund COMPLETE = new CompleteRefund(ID, ORDER, "id");
    private static final FailRefund FAIL = new FailRefund(ID, ORDER, "id", "answered 422");
    private static final RefundRequested REQUESTED = new RefundRequested(ID, ORDER, "id", RefundKind.VOID, euros(10));
    private static final RefundFailed FAILED = new RefundFailed(ID, ORDER, "id", "answered 422");
    private static final RefundCompleted COMPLETED = new RefundCompleted(ID, ORDER, "id");

    private static List<AccountEvent> past(AccountEvent... since) {
        List<AccountEvent> past = new ArrayList<>(List.of(OPENED, AUTHORIZED, AuthorizationReversed.release(ID, ORDER, euros(10))));
        past.addAll(List.of(since));
        return past;
    }

    @Test
    void itIsRequestedOnce() {
        when(past(), REQUEST).expectEvents(REQUESTED);
        when(past(REQUESTED), REQUEST).expectNoEvents();
        when(past(REQUESTED, FAILED), REQUEST).expectNoEvents();
        when(past(REQUESTED, COMPLETED), REQUEST).expectNoEvents();
    }

    @Test
    void itFailsOnceUntilItIsCompleted() {
        when(past(REQUESTED), FAIL).expectEvents(FAILED);
        when(past(REQUESTED, FAILED), FAIL).expectNoEvents();
        when(past(REQUESTED, FAILED), COMPLETE).expectEvents(COMPLETED);
        when(past(REQUESTED, FAILED, COMPLETED), FAIL).expectNoEvents();
    }

    @Test
    void itIsCompletedOnce() {
        when(past(REQUESTED), COMPLETE).expectEvents(COMPLETED);
        when(past(REQUESTED, COMPLETED), COMPLETE).expectNoEvents();
    }

    @Test
    void whatIsCompletedIsForgottenInTheEndAndWhatIsNotIsNot() {
        List<AccountEvent> past = past(REQUESTED);
        for (int i = 0; i <= Account.MOST_RETURNS; i++) {
            past.add(new RefundRequested(ID, ORDER, "other " + i, RefundKind.REFUND, euros(1)));
            past.add(new RefundCompleted(ID, ORDER, "other " + i));
        }
        when(past, REQUEST).expectNoEvents();
        when(past, COMPLETE).expectEvents(COMPLETED);
        when(past, new CompleteRefund(ID, ORDER, "other 0")).expectNoEvents();
    }
}
