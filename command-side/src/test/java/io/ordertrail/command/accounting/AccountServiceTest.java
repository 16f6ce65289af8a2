package io.ordertrail.command.accounting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.ordertrail.command.Commands;
import io.ordertrail.command.FirstEvents;
import io.ordertrail.command.MemoryKeys;
import io.ordertrail.command.Once;
import io.ordertrail.command.Outcome;
import io.ordertrail.command.accounting.AccountCommand.DisableAccount;
import io.ordertrail.command.accounting.AccountCommand.IssueRefund;
import io.ordertrail.command.accounting.AccountCommand.OpenAccount;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderId;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.mockito.InOrder;

class AccountServiceTest {

    private static final AccountId ID = new AccountId("C");
    private static final DisableAccount DISABLE = new DisableAccount(ID);
    private static final OpenAccount OPEN = new OpenAccount(ID, new ConsumerId("C"));
    private static final Outcome OUTCOME = new Outcome("account-C", "DISABLED", 1, 1, "");

    private static final IssueRefund REFUND = new IssueRefund(ID, new OrderId("O"), Money.of("5", "EUR"), "Cold", null);
    private static final Outcome REFUNDED = new Outcome("account-C", "ENABLED", 7, 7, "O");

    private final Commands commands = mock();
    private final EventStore events = mock();
    private final MemoryKeys keys = new MemoryKeys();
    private final AccountService desk = new AccountService(commands, events, new Once(keys, new FirstEvents(events), () -> null));

    @Test
    void aClientFasterThanTheProcessFindsTheAccountOpen() {
        when(commands.<Outcome>send(DISABLE)).thenThrow(Refusal.notFound("account", "C")).thenReturn(OUTCOME);
        when(events.lastSequenceNumberFor("consumer-C")).thenReturn(Optional.of(0L));
        assertThat(desk.send(DISABLE)).isEqualTo(OUTCOME);
        InOrder order = inOrder(commands);
        order.verify(commands).send(OPEN);
        order.verify(commands).send(DISABLE);
    }

    @Test
    void aRefundWithAKeyIsIssuedUnderItsOwnIdAndAnsweredAlikeEachTime() {
        ArgumentCaptor<IssueRefund> sent = ArgumentCaptor.captor();
        when(commands.<Outcome>send(sent.capture())).thenReturn(REFUNDED);

        assertThat(List.of(desk.refund(REFUND, "k"), desk.refund(REFUND, "k"))).containsOnly(REFUNDED);
        keys.pass();
        assertThat(desk.refund(REFUND, "k")).isEqualTo(REFUNDED);
        assertThat(sent.getAllValues()).extracting(IssueRefund::idempotencyKey)
                .containsExactly(keys.stored.values().iterator().next().id());
        assertThatThrownBy(() -> desk.refund(new IssueRefund(ID, new OrderId("O"), Money.of("6", "EUR"), "Cold", null), "k"))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.IDEMPOTENCY_KEY_REUSED));
    }

    @Test
    void aNodeThatDiesBeforeItHasNotedARefundHasTheAccountAskedAgainUnderTheSameId() {
        MemoryKeys dying = new MemoryKeys() {
            @Override
            public void note(String key, String attempt, String note) {
                throw new IllegalStateException("dead");
            }
        };
        ArgumentCaptor<IssueRefund> sent = ArgumentCaptor.captor();
        when(commands.<Outcome>send(sent.capture())).thenReturn(REFUNDED);
        AccountService other = new AccountService(commands, events, new Once(dying, new FirstEvents(events), () -> null));
        other.refund(REFUND, "k");

        assertThatThrownBy(() -> other.refund(REFUND, "k"))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.IN_PROGRESS));
        dying.pass();
        assertThat(other.refund(REFUND, "k")).isEqualTo(REFUNDED);
        assertThat(sent.getAllValues()).hasSize(2).containsOnly(sent.getValue());
    }

    @Test
    void nobodyHasAnAccountWhoIsNoConsumer() {
        Refusal notFound = Refusal.notFound("account", "C");
        when(commands.send(DISABLE)).thenThrow(notFound);
        when(events.lastSequenceNumberFor("consumer-C")).thenReturn(Optional.empty());
        assertThatThrownBy(() -> desk.send(DISABLE)).isSameAs(notFound);
        verify(commands, never()).send(OPEN);
    }

    @Test
    void whatTheAccountRefusesStaysRefused() {
        Refusal refused = Refusal.invalidState(AccountStatus.ENABLED, "No");
        when(commands.send(DISABLE)).thenThrow(refused);
        assertThatThrownBy(() -> desk.send(DISABLE)).isSameAs(refused);
        verify(events, never()).lastSequenceNumberFor(any());
    }
}
