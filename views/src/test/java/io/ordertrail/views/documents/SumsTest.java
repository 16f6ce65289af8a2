package io.ordertrail.views.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderEvent.OrderCancelled;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.TicketEvent.TicketPreparationStarted;
import io.ordertrail.events.TicketId;
import io.ordertrail.views.following.Readers;
import io.ordertrail.views.following.Tallies;
import io.ordertrail.views.following.Tally;
import io.ordertrail.views.history.History;
import io.ordertrail.views.projection.Recording;
import io.ordertrail.views.projection.Stored;
import io.ordertrail.views.projection.Summands;
import io.ordertrail.views.projection.Summed;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SumsTest {

    private static final OrderId A1 = new OrderId("a1");

    private final Summed<Tally> projection = Tallies.summed();
    private final MemoryStore<Tally> documents = new MemoryStore<>();
    private final MemoryStore<Summands> parts = new MemoryStore<>();
    private final MemoryStore<Summands> wholes = new MemoryStore<>();
    private final Sums<Tally> sums = new Sums<>(projection, documents, parts, wholes);

    @Test
    void aDocumentCountsInItsPartAndThatInItsWhole() {
        follow(History.of(new OrderApproved(A1), new OrderApproved(new OrderId("a2")), new OrderApproved(new OrderId("ax1")),
                new TicketPreparationStarted(TicketId.of(A1), A1)).messages());

        assertThat(totals()).isEqualTo(Map.of("a", Map.of("1", numbers(2, 1), "2", numbers(1, 0))));
    }

    @Test
    void whatCountsInNoSumYetIsNotThere() {
        follow(History.of(new TicketPreparationStarted(TicketId.of(A1), A1)).messages());

        assertThat(totals()).isEmpty();
        assertThat(sums.have(List.of("a1"))).containsExactly("a1");
    }

    @Test
    void whatIsAddedAgainOrLateChangesNothing() {
        List<DomainEventMessage<?>> messages = History.of(new OrderApproved(A1), new OrderCancelled(A1)).messages();
        follow(messages.subList(0, 1));
        Stored<Tally> early = documents.documents().get("a1");
        follow(messages.subList(1, 2));
        Stored<Tally> late = documents.documents().get("a1");
        Map<String, Stored<Summands>> after = Map.copyOf(parts.documents());

        sums.refresh(List.of("a1"));
        documents.documents().put("a1", early);
        sums.refresh(List.of("a1"));
        documents.documents().put("a1", late);

        assertThat(parts.documents()).isEqualTo(after);
        assertThat(totals()).isEqualTo(Map.of("a", Map.of("1", numbers(2, 0))));
    }

    @Test
    void aDocumentIsInTheSumsOnlyOnceBothLevelsHaveItsRevision() {
        documents.follow(projection, History.of(new OrderApproved(A1)).messages());
        assertThat(sums.have(List.of("a1"))).isEmpty();

        wholes.dieInNextWrite(new Random() {

            private static final long serialVersionUID = 1L;

            @Override
            public int nextInt(int bound) {
                return 0;
            }
        });
        assertThat(died(() -> sums.refresh(List.of("a1")))).isTrue();
        assertThat(parts.documents()).containsKey("a/1");
        assertThat(sums.have(List.of("a1"))).isEmpty();

        sums.refresh(List.of("a1"));
        assertThat(sums.have(List.of("a1"))).containsExactly("a1");
    }

    @Test
    void aDocumentStaysInTheSumsWhileItsNeighbourIsOnItsWay() {
        follow(History.of(new OrderApproved(A1)).messages());
        documents.follow(projection, History.of(new OrderApproved(new OrderId("aa1"))).messages());
        wholes.beforeNextWrite(() -> {
            assertThat(parts.documents().get("a/1").entry().byName()).containsKey("aa1");
            assertThat(sums.have(List.of("a1"))).containsExactly("a1");
            assertThat(sums.have(List.of("aa1"))).isEmpty();
        });
        sums.refresh(List.of("aa1"));
        assertThat(sums.have(List.of("aa1"))).containsExactly("aa1");
    }

    @Test
    void allThatIsThereIsAddedWhereThereAreNoSumsYet() {
        documents.follow(projection, history(new Random(7)).messages());

        sums.make(new Readers());

        assertThat(totals()).isEqualTo(expected());
    }

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    /** Deaths between any two writes and amid each, batches delivered again, and another writer in between, drawn from a seed. */
    @ParameterizedTest
    @MethodSource("seeds")
    void whateverGoesWrongTheSumsAreWhatTheDocumentsComeTo(int seed) {
        Random random = new Random(seed);
        List<DomainEventMessage<?>> messages = history(random).messages();
        int passed = 0;
        while (passed < messages.size()) {
            int next = Math.min(messages.size(), passed + 1 + random.nextInt(6));
            List<DomainEventMessage<?>> batch = messages.subList(passed, next);
            List<DomainEventMessage<?>> others = messages.subList(random.nextInt(passed + 1), next);
            MemoryStore<?> disturbed = List.of(documents, parts, wholes).get(random.nextInt(3));
            switch (random.nextInt(4)) {
                case 0 -> disturbed.dieInNextWrite(random);
                case 1 -> disturbed.beforeNextWrite(() -> follow(others));
                default -> {
                }
            }
            passed = died(() -> follow(batch)) ? passed : next;
            List.of(documents, parts, wholes).forEach(MemoryStore::undisturbed);
        }

        assertThat(totals()).isEqualTo(expected());
        assertThat(sums.have(documents.documents().keySet())).isEqualTo(documents.documents().keySet());
    }

    private static History history(Random random) {
        List<DomainEvent> events = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            OrderId order = new OrderId("%c%d".formatted("ab".charAt(i % 2), i));
            List<DomainEvent> life = List.of(new TicketPreparationStarted(TicketId.of(order), order), new OrderApproved(order),
                    new OrderCancelled(order));
            events.addAll(life.subList(0, 1 + random.nextInt(3)));
        }
        Collections.shuffle(events, random);
        return new History().then(events);
    }

    private void follow(List<DomainEventMessage<?>> batch) {
        documents.follow(projection, batch);
        sums.refresh(batch.stream().map(message -> Recording.arrival(projection, message).key()).collect(Collectors.toSet()));
    }

    private static boolean died(Runnable work) {
        try {
            work.run();
            return false;
        } catch (MemoryStore.Died e) {
            return true;
        }
    }

    private Map<String, Map<String, List<BigDecimal>>> totals() {
        return totals(wholes.documents().values());
    }

    static Map<String, Map<String, List<BigDecimal>>> totals(Collection<Stored<Summands>> wholes) {
        Map<String, Map<String, List<BigDecimal>>> totals = new HashMap<>();
        wholes.forEach(whole -> whole.entry().byName().forEach(
                (name, part) -> totals.computeIfAbsent(whole.id(), id -> new HashMap<>()).put(name, part.numbers())));
        return totals;
    }

    private Map<String, Map<String, List<BigDecimal>>> expected() {
        Map<String, Map<String, List<BigDecimal>>> expected = new HashMap<>();
        documents.documents().values().stream().map(Stored::entry).filter(entry -> entry.orderEvents() > 0)
                .forEach(entry -> expected.computeIfAbsent(entry.id().substring(0, 1), id -> new HashMap<>()).merge(
                        entry.id().substring(entry.id().length() - 1), projection.addends(entry),
                        (one, other) -> List.of(one.get(0).add(other.get(0)), one.get(1).add(other.get(1)))));
        return expected;
    }

    private static List<BigDecimal> numbers(int orderEvents, int ticketEvents) {
        return List.of(BigDecimal.valueOf(orderEvents), BigDecimal.valueOf(ticketEvents));
    }
}
