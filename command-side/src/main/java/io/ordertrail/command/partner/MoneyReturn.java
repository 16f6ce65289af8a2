package io.ordertrail.command.partner;

import io.ordertrail.command.Commands;
import io.ordertrail.command.accounting.AccountCommand.CompleteRefund;
import io.ordertrail.command.accounting.AccountCommand.FailRefund;
import io.ordertrail.command.accounting.AccountCommand.RequestRefund;
import io.ordertrail.events.AccountEvent;
import io.ordertrail.events.AccountEvent.AuthorizationReversed;
import io.ordertrail.events.AccountEvent.RefundIssued;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.Money;
import io.ordertrail.events.RefundKind;
import io.ordertrail.platform.subscription.Answer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;

/**
 * Has the payment provider give money back: an authorisation that was reversed is voided, a refund that was issued is paid. Both are decided already,
 * and stay so whatever the provider says; what it says is noted in the account. Each step may be taken again, by the same id.
 */
final class MoneyReturn extends Port {

    static final String NAME = "payment-provider";

    /** Of those that begin with 4, what passes by itself: it came too late, too early or too often. */
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);
    private static final int REFUSALS = 4;

    private final Commands commands;

    MoneyReturn(Partner partner, Commands commands) {
        super(NAME, partner, List.of(AuthorizationReversed.class, RefundIssued.class));
        this.commands = commands.forProcesses();
    }

    private record Return(RefundKind kind, Money amount) {

        static Return of(DomainEvent event) {
            return event instanceof RefundIssued issued ? new Return(RefundKind.REFUND, issued.amount())
                    : new Return(RefundKind.VOID, ((AuthorizationReversed) event).amount());
        }
    }

    /** A reversal that came before its authorisation has nothing to give back. */
    @Override
    Optional<Message> messageOf(String id, DomainEvent event) {
        Return wanted = Return.of(event);
        return wanted.amount == null ? Optional.empty()
                : Optional.of(new Message(id, wanted.kind.name(), Map.of("accountId", ((AccountEvent) event).accountId(), "orderId",
                        event.orderId(), "amount", wanted.amount)));
    }

    @Override
    Answer send(Message message, DomainEventMessage<?> event, Partner provider) throws Exception {
        AccountEvent decided = (AccountEvent) event.getPayload();
        Return wanted = Return.of(decided);
        commands.send(new RequestRefund(decided.accountId(), decided.orderId(), message.id(), wanted.kind, wanted.amount));
        Answer answer = provider.tell(message);
        if (answer.isSuccess()) {
            commands.send(new CompleteRefund(decided.accountId(), decided.orderId(), message.id()));
        } else if (isRefused(answer)) {
            commands.send(new FailRefund(decided.accountId(), decided.orderId(), message.id(), answer.problem()));
        }
        return answer;
    }

    private static boolean isRefused(Answer answer) {
        return answer.status() != null && answer.status() / 100 == REFUSALS && !PASSING.contains(answer.status());
    }
}
