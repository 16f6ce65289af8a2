package io.ordertrail.platform.parking;

import io.ordertrail.events.AggregateId;
import io.ordertrail.platform.refusal.Refusal;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** What operators see of parked events and do with them, from any node of either side: all of it goes by way of the store. */
public class ParkedEvents {

    private static final Logger LOG = LoggerFactory.getLogger(ParkedEvents.class);
    private static final JsonMapper JSON = new JsonMapper();

    /** Those behind the first that are shown with what they say; the others are counted. */
    private static final int MOST_SHOWN = 100;

    private final ParkedEventRepository repository;
    private final Supplier<EventStore> events;
    private final Serializer serializer;
    private final Clock clock;

    ParkedEvents(ParkedEventRepository repository, Supplier<EventStore> events, Serializer serializer, Clock clock) {
        this.repository = repository;
        this.events = events;
        this.serializer = serializer;
        this.clock = clock;
    }

    /**
     * A sequence that stands still.
     *
     * @param id the order's, or the courier's, or the aggregate's as it is stored
     * @param attempts how often its first event has been tried in vain
     * @param nextAttempt when it is tried again by itself
     * @param cause what its first event last failed with, null before it is tried
     * @param waiting how many events have come since and wait behind it
     * @param event the first
     * @param behind the others; left out in a list
     */
    @Schema(name = "ParkedSequence")
    public record Parked(String id, Instant since, int attempts, Instant nextAttempt, String cause, int waiting, Event event,
            List<Event> behind) {
    }

    /**
     * An event as the feed shows it, of whatever type. Revision, payload and metadata are left out while the event store cannot be read,
     * the payload also where it is no JSON of that type.
     *
     * @param aggregateId the API's id, without the store's prefix
     */
    @Schema(name = "ParkedEvent")
    public record Event(long position, String id, String type, String revision, String aggregateType, String aggregateId, long sequence,
            Instant time, @Schema(implementation = Object.class) JsonNode payload, Map<String, Object> metadata) {
    }

    /** @param next what to ask for as {@code after} to read on, null on the last page */
    @Schema(name = "ParkedSequences")
    public record Page(List<Parked> items, String next) {
    }

    /** By id, from behind the given one; empty for the first page. */
    public Page page(String after, int limit) {
        List<ParkedSequence> sequences = repository.list(after, limit + 1);
        List<ParkedSequence> shown = sequences.subList(0, Math.min(limit, sequences.size()));
        return new Page(shown.stream().map(sequence -> shown(sequence, false)).toList(),
                sequences.size() > limit ? shown.getLast().id() : null);
    }

    /** @throws Refusal {@code NOT_FOUND} if it is not parked */
    public Parked find(String sequence) {
        return shown(named(sequence), true);
    }

    private ParkedSequence named(String sequence) {
        return repository.find(sequence).orElseThrow(() -> Refusal.notFound("parked sequence", sequence));
    }

    /**
     * Has it tried at once, by whichever node looks first.
     *
     * @throws Refusal {@code NOT_FOUND} if it is not parked
     */
    public Parked retry(String sequence) {
        if (!repository.hasten(sequence, now())) {
            throw Refusal.notFound("parked sequence", sequence);
        }
        return find(sequence);
    }

    /**
     * Gives an event up for good, and has the sequence go on with what comes behind it.
     *
     * @return what was given up
     * @throws Refusal {@code NOT_FOUND} if it does not stand first, {@code INVALID_STATE} while it is being tried
     */
    public Event discard(String sequence, String event) {
        ParkedSequence parked = named(sequence);
        if (!parked.first().id().equals(event)) {
            throw Refusal.notFound("event that stands first in %s:".formatted(sequence), event);
        }
        Event discarded = shown(parked.first());
        if (!repository.discard(sequence, event, now())) {
            throw Refusal.invalidState(State.BEING_TRIED, "The event is being tried just now, or is through");
        }
        LOG.warn("{} ({}) of {} is given up by hand, {} wait behind it", parked.first().type(), event, sequence,
                parked.events().size() - 1);
        return discarded;
    }

    private enum State {
        BEING_TRIED
    }

    public ParkedEventRepository.Amount amount() {
        return repository.amount();
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    private Parked shown(ParkedSequence sequence, boolean all) {
        List<Event> behind = all ? sequence.events().stream().skip(1).limit(MOST_SHOWN).map(this::shown).toList() : null;
        return new Parked(sequence.id(), sequence.since(), sequence.attempts(), sequence.next(), sequence.cause(),
                sequence.events().size() - 1, shown(sequence.first()), behind);
    }

    private Event shown(ParkedEvent parked) {
        Optional<DomainEventMessage<?>> stored = stored(parked);
        String kind = AggregateId.kindOf(parked.aggregate());
        return new Event(parked.position(), parked.id(), parked.type(),
                stored.map(event -> StoredEvents.typeOf(event, serializer).getRevision()).orElse(null),
                kind.isEmpty() ? null : Character.toUpperCase(kind.charAt(0)) + kind.substring(1), AggregateId.valueOf(parked.aggregate()),
                parked.sequence(), parked.time(),
                stored.flatMap(event -> StoredEvents.payloadOf(event, serializer)).map(ParkedEvents::json).orElse(null),
                stored.<Map<String, Object>>map(event -> new TreeMap<>(event.getMetaData())).orElse(null));
    }

    private Optional<DomainEventMessage<?>> stored(ParkedEvent parked) {
        try {
            return StoredEvents.find(events.get(), parked);
        } catch (RuntimeException e) {
            LOG.debug("{} cannot be read", parked, e);
            return Optional.empty();
        }
    }

    /** What is no JSON is shown as it is. */
    private static JsonNode json(String payload) {
        try {
            return JSON.readTree(payload);
        } catch (JacksonException e) {
            return StringNode.valueOf(payload);
        }
    }
}
