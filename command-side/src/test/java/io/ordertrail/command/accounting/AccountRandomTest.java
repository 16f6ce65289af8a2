package io.ordertrail.command.accounting;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.command.Outcome;
import io.ordertrail.command.accounting.AccountCommand.AuthorizePayment;
import io.ordertrail.command.accounting.AccountCommand.CapturePayment;
import io.ordertrail.command.accounting.AccountCommand.ChangeCardLimit;
import io.ordertrail.command.accounting.AccountCommand.DisableAccount;
import io.ordertrail.command.accounting.AccountCommand.EnableAccount;
import io.ordertrail.command.accounting.AccountCommand.IssueRefund;
import io.ordertrail.command.accounting.AccountCommand.OpenAccount;
import io.ordertrail.command.accounting.AccountCommand.ReverseAuthorization;
import io.ordertrail.command.accounting.AccountCommand.ReviseAuthorization;
import io.ordertrail.events.AccountEvent;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderId;
import io.ordertrail.platform.events.InMemoryEvents;
import io.ordertrail.platform.refusal.Refusal;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.Message;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for an account whatever is asked of it, in whatever order. Each run is fixed by its seed. */
class AccountRandomTest {

    private static final AccountId ID = new AccountId("C");
    private static final int ORDERS = 12;
    /** So many that some are open, and some full of life, at any time. */
    private static final int MANY = 60;

    private final EventStore store = EmbeddedEventStore.builder().storageEngine(new InMemoryEvents()).build();
    private final CommandGateway gateway = gateway(store);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsOpenIsAuthorisedLessCapturedLessReversedAndNothingRisesAboveTheLimit(long seed) {
        Random random = new Random(seed);
        gateway.sendAndWait(new OpenAccount(ID, new ConsumerId("C")));
        for (int i = 0; i < 400; i++) {
            send(anyCommand(random, random.nextInt(MANY)));
        }
        Ledger ledger = new Ledger();
        List<AccountEvent> events = events();
        events.forEach(ledger::book);
        assertThat(events.stream().map(Object::getClass).distinct()).as("the run is worth its name").hasSizeGreaterThanOrEqualTo(10);
        assertThat(ledger.open()).isPositive();
        assertTheAccountHasOpen(ledger.open());
    }

    /** What is open does not show, but the limit does: with room for 10 more, a cent more than that is declined. */
    private void assertTheAccountHasOpen(BigDecimal open) {
        gateway.sendAndWait(new EnableAccount(ID));
        gateway.sendAndWait(new ChangeCardLimit(ID, Money.of(open.add(BigDecimal.TEN).toPlainString(), "EUR")));
        assertThat(send(new AuthorizePayment(ID, new OrderId("too much"), Money.of("10.01", "EUR"))))
                .extracting("status").isEqualTo("DECLINED");
        assertThat(send(new AuthorizePayment(ID, new OrderId("just right"), Money.of("10.00", "EUR"))))
                .extracting("status").isEqualTo("AUTHORIZED");
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void aCommandSentTwiceIsAnsweredAlikeAndMakesNoSecondEvent(long seed) {
        Random random = new Random(seed);
        gateway.sendAndWait(new OpenAccount(ID, new ConsumerId("C")));
        for (int i = 0; i < 300; i++) {
            AccountCommand command = anyCommand(random, random.nextInt(ORDERS));
            if (!(command instanceof IssueRefund refund && refund.idempotencyKey() == null)) {
                Object first = send(command);
                int events = events().size();
                assertThat(send(command)).as("%s, step %d", command, i).isEqualTo(first);
                assertThat(events()).as("%s, step %d", command, i).hasSize(events);
            }
        }
    }

    /** Without a limit to compete for, orders do not see each other: their commands commute. */
    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24})
    void ordersOfOneAccountComeOutTheSameHoweverTheyInterleave(long seed) {
        List<List<AccountCommand>> perOrder = IntStream.range(0, ORDERS)
                .mapToObj(order -> Stream.generate(new Random(seed * ORDERS + order)::nextLong)
                        .map(each -> anyCommand(new Random(each), order))
                        .filter(command -> !(command instanceof ChangeCardLimit || command instanceof DisableAccount))
                        .limit(20)
                        .toList())
                .toList();
        Map<OrderId, List<AccountEvent>> onceThisWay = outcomes(perOrder, new Random(seed));
        Map<OrderId, List<AccountEvent>> onceThatWay = outcomes(perOrder, new Random(seed + 1));
        assertThat(onceThisWay).isEqualTo(onceThatWay).hasSizeGreaterThan(ORDERS / 2);
    }

    private static Map<OrderId, List<AccountEvent>> outcomes(List<List<AccountCommand>> perOrder, Random random) {
        AccountRandomTest run = new AccountRandomTest();
        run.gateway.sendAndWait(new OpenAccount(ID, new ConsumerId("C")));
        List<Deque<AccountCommand>> waiting = new ArrayList<>(perOrder.stream().map(ArrayDeque::new).toList());
        while (!waiting.isEmpty()) {
            Deque<AccountCommand> next = waiting.get(random.nextInt(waiting.size()));
            run.send(next.remove());
            waiting.removeIf(Deque::isEmpty);
        }
        Map<OrderId, List<AccountEvent>> events = new HashMap<>();
        run.events().stream()
                .filter(event -> event.orderId() != null)
                .forEach(event -> events.computeIfAbsent(event.orderId(), order -> new ArrayList<>()).add(event));
        return events;
    }

    private static AccountCommand anyCommand(Random random, int order) {
        OrderId id = new OrderId("order" + order);
        Money money = Money.of("%d.%02d".formatted(random.nextInt(40), random.nextInt(100)), "EUR");
        return switch (random.nextInt(16)) {
            case 0 -> new ChangeCardLimit(ID, Money.of(Integer.toString(random.nextInt(200)), "EUR"));
            case 1 -> random.nextInt(3) == 0 ? new DisableAccount(ID) : new EnableAccount(ID);
            case 2, 3, 4, 5 -> new AuthorizePayment(ID, id, money);
            case 6, 7, 8 -> new ReviseAuthorization(ID, id, random.nextInt(20), money);
            case 9 -> new ReverseAuthorization(ID, id);
            case 10, 11 -> new CapturePayment(ID, id);
            default -> new IssueRefund(ID, id, Money.of(Integer.toString(1 + random.nextInt(15)), "EUR"), "Cold",
                    random.nextBoolean() ? "key-%d-%d".formatted(order, random.nextInt(20)) : null);
        };
    }

    /** The status and event that were answered, or the refusal's reason: what must be the same for a repeat. */
    private Object send(AccountCommand command) {
        try {
            Outcome outcome = gateway.sendAndWait(command);
            return outcome;
        } catch (Refusal refusal) {
            return refusal.reason();
        }
    }

    private List<AccountEvent> events() {
        return store.readEvents(ID.toString()).asStream().map(Message::getPayload).map(AccountEvent.class::cast).toList();
    }

    private static CommandGateway gateway(EventStore store) {
        CommandBus bus = SimpleCommandBus.builder().build();
        bus.registerHandlerInterceptor(PaymentsInMemory.over(store));
        AggregateAnnotationCommandHandler.<Account>builder()
                .aggregateType(Account.class)
                .parameterResolverFactory(PaymentsInMemory.resolving())
                .repository(EventSourcingRepository.builder(Account.class).parameterResolverFactory(PaymentsInMemory.resolving())
                        .eventStore(store).build())
                .build()
                .subscribe(bus);
        return DefaultCommandGateway.builder().commandBus(bus).build();
    }
}
