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
import io.ordertrail.command.Outcome;
import io.ordertrail.command.accounting.AccountCommand.DisableAccount;
import io.ordertrail.command.accounting.AccountCommand.OpenAccount;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.platform.refusal.Refusal;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

class AccountServiceTest {

    private static final AccountId ID = new AccountId("C");
    private static final DisableAccount DISABLE = new DisableAccount(ID);
    private static final OpenAccount OPEN = new OpenAccount(ID, new ConsumerId("C"));
    private static final Outcome OUTCOME = new Outcome("account-C", "DISABLED", 1, 1, "");

    private final Commands commands = mock();
    private final EventStore events = mock();
    private final AccountService desk = new AccountService(commands, events);

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
