package io.ordertrail.platform.subscription;

import io.ordertrail.platform.membership.Membership;
import io.ordertrail.platform.processors.StorePositions;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.subscription.SubscriptionRepository.Kept;
import io.ordertrail.platform.supervision.Supervised;
import io.ordertrail.platform.supervision.Supervisor;
import io.ordertrail.platform.time.ForwardClock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * All subscriptions: what operators do with them, on any node, and the part of them that this node delivers for. Each has one owner, a living
 * member of whose channels one serves it.
 */
public class Subscriptions implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

    /** How late a node hears of what was changed on another, at most. */
    private static final Duration PACE = Duration.ofMillis(500);

    /** For calls that are under way when the node stops. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** Operators who change one at the same time are few. */
    private static final int TRIES = 10;

    private static final String TOPIC = "subscriptions";

    private final SubscriptionRepository repository;
    private final Supplier<? extends Collection<Channel>> channels;
    private final Supplier<EventStore> store;
    private final Membership membership;
    private final Supervisor supervisor;
    private final Pauses pauses;
    private final ForwardClock clock;
    private final Tally tally;
    private final Map<String, Sender> senders = new ConcurrentHashMap<>();
    private Supervised looking;

    /**
     * One of them, and how it stands.
     *
     * @param lagEvents how many events of the store it has not looked at yet
     */
    public record Standing(Subscription subscription, String owner, Progress progress, long lagEvents) {
    }

    private enum State {
        TOO_MANY, BUILT_IN
    }

    Subscriptions(SubscriptionRepository repository, Supplier<? extends Collection<Channel>> channels, Supplier<EventStore> store,
            Membership membership, Supervisor supervisor, Pauses pauses, ForwardClock clock, Tally tally) {
        this.repository = repository;
        this.channels = channels;
        this.store = store;
        this.membership = membership;
        this.supervisor = supervisor;
        this.pauses = pauses;
        this.clock = clock;
        this.tally = tally;
    }

    /** By name. */
    public List<Standing> all() {
        List<Kept> all = repository.all();
        long head = all.isEmpty() ? 0 : head();
        return all.stream().flatMap(kept -> standing(kept.subscription(), kept.owner(), head).stream()).toList();
    }

    /** @throws Refusal {@code NOT_FOUND} */
    public Standing find(String name) {
        return repository.all().stream().filter(kept -> kept.subscription().name().equals(name)).findFirst()
                .flatMap(kept -> standing(kept.subscription(), kept.owner(), head())).orElseThrow(() -> unknown(name));
    }

    private Optional<Standing> standing(Subscription subscription, String owner, long head) {
        return repository.progress(subscription)
                .map(progress -> new Standing(subscription, owner, progress, Math.max(0, head - progress.position())));
    }

    private long head() {
        return StorePositions.of(store.get().createHeadToken());
    }

    /**
     * Makes one that is told of what happens from now on, or changes the one of that name, which goes on from where it stands.
     *
     * @return whether it is new
     * @throws Refusal {@code INVALID_STATE} if there are too many, or it is one of the house's own
     */
    public boolean put(String name, String url, List<String> types, String restaurantId, String secret) {
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<Subscription> present = repository.find(name);
            boolean done = present.map(before -> repository.change(requireOthers(before).changed(url, types, restaurantId, secret)))
                    .orElseGet(() -> add(Subscription.of(name, url, types, restaurantId, secret)));
            if (done) {
                hurry();
                return present.isEmpty();
            }
        }
        throw busy();
    }

    private boolean add(Subscription subscription) {
        if (repository.all().size() >= SubscriptionRepository.MOST) {
            throw Refusal.invalidState(State.TOO_MANY, "There are %d subscriptions, and no more are possible".formatted(
                    SubscriptionRepository.MOST));
        }
        return repository.add(subscription, Progress.from(head()));
    }

    private static Subscription requireOthers(Subscription subscription) {
        if (subscription.isPort()) {
            throw Refusal.invalidState(State.BUILT_IN, "%s belongs to the house: it can be paused, resumed and replayed"
                    .formatted(subscription.name()));
        }
        return subscription;
    }

    /** Has the house itself told of these events from now on, by whoever has a channel that serves it. Done already, it stays as it is. */
    public void ensurePort(String name, List<String> types) {
        Optional<Subscription> present = repository.find(name);
        if (present.isEmpty()) {
            repository.add(Subscription.of(name, null, types, null, null), Progress.from(head()));
        } else if (!present.get().types().equals(types)) {
            // Another node of this version may have been faster.
            repository.change(present.get().changed(null, types, null, null));
        }
    }

    /** @throws Refusal {@code NOT_FOUND}, {@code INVALID_STATE} if it is one of the house's own */
    public void remove(String name) {
        Subscription subscription = requireOthers(repository.find(name).orElseThrow(() -> unknown(name)));
        repository.remove(subscription);
        hurry();
    }

    /** Begins no delivery more, on whichever node it is. @throws Refusal {@code NOT_FOUND} */
    public void pause(String name) {
        change(name, before -> before.running() ? before.paused() : before);
    }

    /** Goes on, and tries all that waits at once, also what is parked. @throws Refusal {@code NOT_FOUND} */
    public void resume(String name) {
        change(name, Subscription::resumed);
    }

    /**
     * Tells everything behind a position once more.
     *
     * @throws Refusal {@code NOT_FOUND}; {@code INVALID} for a position that is not there yet
     */
    public void replay(String name, long after) {
        if (after > head()) {
            throw Refusal.ofField(Code.INVALID, "after", "must be a position that there is: the last event is at %d".formatted(head()));
        }
        change(name, before -> before.replayed(after));
    }

    /**
     * Has one event not delivered, and what waits behind it go on.
     *
     * @return what is given up
     * @throws Refusal {@code NOT_FOUND} if it does not wait
     */
    public Delivery giveUp(String name, String eventId) {
        Delivery waiting = find(name).progress().waiting().stream().filter(delivery -> delivery.eventId().equals(eventId)).findFirst()
                .orElseThrow(() -> Refusal.notFound("delivery that waits, of event", eventId));
        change(name, before -> before.without(eventId));
        LOG.warn("{} ({}) is given up by hand: subscription {} is not told of it", waiting.type(), eventId, name);
        return waiting;
    }

    private void change(String name, UnaryOperator<Subscription> how) {
        for (int tries = 0; tries < TRIES; tries++) {
            Subscription before = repository.find(name).orElseThrow(() -> unknown(name));
            Subscription after = how.apply(before);
            if (after == before || repository.change(after)) {
                hurry();
                return;
            }
        }
        throw busy();
    }

    private static Refusal unknown(String name) {
        return Refusal.notFound("subscription", name);
    }

    private static Refusal busy() {
        return Refusal.of(Code.UNAVAILABLE, "The subscription is being changed by others, again and again");
    }

    private synchronized void hurry() {
        if (looking != null) {
            looking.hurry();
        }
    }

    private void look() {
        List<Kept> all = repository.all();
        Map<String, Subscription> mine = new HashMap<>();
        for (Kept kept : all) {
            if (isOwned(kept)) {
                mine.put(kept.subscription().id(), kept.subscription());
            }
        }
        senders.forEach((id, sender) -> {
            if (mine.containsKey(id)) {
                sender.follow(mine.get(id));
            } else {
                sender.end();
            }
        });
        senders.values().removeIf(Sender::isEnded);
        mine.values().stream().filter(subscription -> !senders.containsKey(subscription.id())).forEach(this::begin);
    }

    /** Whether it is this node's, or is so from now on. */
    private boolean isOwned(Kept kept) {
        if (membership.node().equals(kept.owner())) {
            return true;
        }
        return channelOf(kept.subscription()).isPresent() && membership.hasPlace() && membership.isFree(kept.owner())
                && repository.own(kept.subscription(), kept.owner(), membership.node());
    }

    private Optional<Channel> channelOf(Subscription subscription) {
        return channels.get().stream().filter(channel -> channel.serves(subscription)).findFirst();
    }

    private void begin(Subscription subscription) {
        repository.progress(subscription).ifPresent(progress -> {
            LOG.info("This node delivers for subscription {} from position {}", subscription.name(), progress.position());
            Sender sender = new Sender(subscription, progress, repository, channelOf(subscription).orElseThrow(), store.get(), pauses,
                    clock, membership.node(), membership::hasPlace, tally, supervisor);
            senders.put(subscription.id(), sender);
            sender.start(supervisor);
        });
    }

    private Document said() {
        return new Document("delivering", senders.size());
    }

    @Override
    public synchronized void start() {
        if (looking == null) {
            membership.say(TOPIC, this::said);
            looking = supervisor.every(TOPIC, PACE, this::look);
        }
    }

    @Override
    public synchronized void stop() {
        if (looking != null) {
            looking.close();
            looking = null;
            // All at once, for each waits for its calls.
            senders.values().forEach(Sender::end);
            Supervisor.each(senders.values(), sender -> sender.stop(GRACE));
            senders.clear();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return looking != null;
    }
}
