package io.ordertrail.command.accounting;

import io.ordertrail.events.AccountId;
import io.ordertrail.events.OrderId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolver;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/** Payments of accounts whose events are in memory, too. */
public class PaymentsInMemory implements PaymentRepository {

    private final Map<AccountId, Long> upTo = new HashMap<>();
    private final Map<AccountId, Map<OrderId, KeptPayment>> payments = new HashMap<>();

    /** Gives an account's handlers what {@link #over} has put into the command's unit of work. */
    public static ParameterResolverFactory resolving() {
        ParameterResolverFactory payments = (handler, parameters, index) -> parameters[index].getType() == EndedPayments.class
                ? new OfUnitOfWork()
                : null;
        return MultiParameterResolverFactory.ordered(ClasspathParameterResolverFactory.forClass(Account.class), payments);
    }

    /** The payments of one event store, for a command bus; now and then they are kept, as if there had been a snapshot. */
    public static MessageHandlerInterceptor<CommandMessage<?>> over(EventStore events) {
        EndedPayments payments = new EndedPayments(new PaymentsInMemory(), events);
        AtomicInteger commands = new AtomicInteger();
        return (unitOfWork, chain) -> {
            unitOfWork.resources().put(EndedPayments.class.getName(), payments);
            if (unitOfWork.getMessage().getPayload() instanceof AccountCommand command && commands.incrementAndGet() % 5 == 0) {
                unitOfWork.onCleanup(done -> payments.keep(command.accountId()));
            }
            return chain.proceed();
        };
    }

    private static final class OfUnitOfWork implements ParameterResolver<EndedPayments> {

        @Override
        public EndedPayments resolveParameterValue(Message<?> message) {
            return CurrentUnitOfWork.get().root().getResource(EndedPayments.class.getName());
        }

        @Override
        public boolean matches(Message<?> message) {
            return message instanceof CommandMessage;
        }
    }

    @Override
    public long keptUpTo(AccountId account) {
        return upTo.getOrDefault(account, -1L);
    }

    @Override
    public Map<OrderId, KeptPayment> find(AccountId account, Collection<OrderId> orders) {
        Map<OrderId, KeptPayment> found = new HashMap<>(payments.getOrDefault(account, Map.of()));
        found.keySet().retainAll(orders);
        return found;
    }

    @Override
    public void keep(AccountId account, Collection<KeptPayment> changed, long event) {
        changed.forEach(payment -> payments.computeIfAbsent(account, another -> new HashMap<>())
                .merge(payment.order(), payment, (former, next) -> former.event() < next.event() ? next : former));
        upTo.merge(account, event, Math::max);
    }
}
