package io.ordertrail.views.following;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.supervision.Supervisor;
import io.ordertrail.views.documents.Documents;
import io.ordertrail.views.documents.ViewStore;
import io.ordertrail.views.following.SegmentPositions.Segment;
import io.ordertrail.views.history.EventHistory;
import io.ordertrail.views.history.Positions;
import io.ordertrail.views.history.StreamedHistory;
import io.ordertrail.views.membership.Nodes;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.state.RebuildState;
import io.ordertrail.views.state.ViewState;
import io.ordertrail.views.state.ViewStates;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.StreamableMessageSource;

/**
 * One view on this node. It follows the generations that its state names, and hands the live one to queries; while a switch is under way
 * it lets them wait, so that nobody reads from one generation on one node and from another elsewhere.
 */
public final class View<E> {

    private final Projection<E> projection;
    private final ViewStore store;
    private final ViewStates states;
    private final StreamableMessageSource<TrackedEventMessage<?>> source;
    private final Followers followers;
    private final SwitchGate gate;
    private final SegmentPositions positions;
    private final Map<Integer, Followed<E>> followed = new ConcurrentSkipListMap<>();
    private final Readiness readiness;
    private final WaitingRoom room;
    private final StoreCheck check;
    private volatile boolean running;

    /** Makes what follows a generation. */
    interface Followers {

        /**
         * @param segmentsBefore of the generation that is read, which operators may have split and merged; 0 if there is none
         * @param written is told of each batch that is in the stored documents
         */
        <T> Followed<T> follow(Projection<T> projection, int generation, long after, int segmentsBefore,
                Consumer<List<? extends EventMessage<?>>> written);
    }

    View(Projection<E> projection, ViewStore store, ViewStates states, StreamableMessageSource<TrackedEventMessage<?>> source,
            Followers followers, Nodes nodes, Clock clock, BooleanSupplier fresh, Pace pace, Supervisor supervisor) {
        this.projection = projection;
        this.store = store;
        this.states = states;
        this.source = source;
        this.followers = followers;
        this.gate = new SwitchGate(projection.view(), fresh);
        this.positions = new SegmentPositions(projection, store, source, nodes, clock, followed::get);
        this.readiness = new Readiness(projection.view(), this::position, this::head, () -> !running, supervisor);
        this.check = new StoreCheck(projection.view(), source);
        this.room = new WaitingRoom(projection, this::seen, pace::hurry, supervisor);
    }

    public String name() {
        return projection.view();
    }

    public Projection<E> projection() {
        return projection;
    }

    /** As last seen; null before this node has looked. */
    public ViewState state() {
        return gate.state();
    }

    /** The generation that this node's queries read; 0 if there is none yet. */
    public int read() {
        return readOf(state());
    }

    private int readOf(ViewState seen) {
        return seen == null ? 0 : seen.readBy(projection.version());
    }

    /** Follows what its state names. If that fails, another call goes on with it. */
    void start() {
        running = true;
        ViewState first = states.made(name(), projection.version());
        int read = readOf(first);
        if (read > 0) {
            store.index(projection, read);
        }
        observe(first);
        look(true);
        followed.values().forEach(this::begin);
        readiness.watch();
    }

    /**
     * Looks whether what is followed is in the store, and whether this node has claimed more than it works on.
     *
     * @param whole whether the events themselves are looked at, too
     */
    void look(boolean whole) {
        followed.forEach((generation, here) -> {
            check.look(generation, here.tokens(), whole);
            here.processor().letGoOfForgotten(store.node());
        });
    }

    /** Pauses all that this node does for the view; queries go on. */
    void pause() {
        pauseAsync().join();
    }

    CompletableFuture<Void> stop() {
        pause();
        readiness.stop();
        return pauseAsync();
    }

    /** As {@link #pause}, without waiting for the last batches. */
    CompletableFuture<Void> pauseAsync() {
        running = false;
        return CompletableFuture.allOf(followed.values().stream().map(Followed::stop).toArray(CompletableFuture[]::new));
    }

    boolean running() {
        return running;
    }

    /** What the live generation is followed by, if there is one. */
    Optional<FollowingProcessor> processor() {
        return Optional.ofNullable(followed.get(read())).map(Followed::processor);
    }

    /** Of the live generation; before there is one, of one that has none. */
    TokenStore tokens() {
        return processor().map(FollowingProcessor::tokens).orElseGet(() -> store.tokens(projection, 0));
    }

    void observe(ViewState seen) {
        Collection<Integer> wanted = seen.followedBy(projection.version());
        for (int generation : wanted) {
            if (!followed.containsKey(generation)) {
                Followed<E> more =
                        followers.follow(projection, generation, seen.followedAfter(generation), segments(),
                                events -> written(generation, events));
                // Another may have seen the same, and be quicker.
                if (followed.putIfAbsent(generation, more) == null && running) {
                    follow(more);
                }
            }
        }
        gate.observe(seen);
        followed.values().removeIf(generation -> {
            boolean obsolete = !wanted.contains(generation.generation());
            if (obsolete) {
                generation.stop();
            }
            return obsolete;
        });
    }

    /** If it cannot be, as while the store is away, it is made anew at the next look; until then no share of it counts as this node's. */
    private void follow(Followed<E> more) {
        try {
            begin(more);
        } catch (RuntimeException | Error e) {
            followed.remove(more.generation(), more);
            throw e;
        }
    }

    /** Beginning waits for the store, and a pause may come meanwhile: then it is ended here, if the pause was too early to do that. */
    private void begin(Followed<E> more) {
        try {
            more.processor().start();
        } catch (IllegalStateException e) {
            // Axon has nothing begun that is ending.
            if (running) {
                throw e;
            }
        }
        if (!running) {
            more.stop();
        }
    }

    private int segments() {
        return processor().map(FollowingProcessor::tokens).map(tokens -> tokens.fetchSegments(name()).length).orElse(0);
    }

    Nodes.Report report() {
        ViewState known = state();
        Map<Integer, Map<Integer, Long>> own = new HashMap<>();
        followed.forEach((generation, here) -> own.put(generation, here.positions()));
        return new Nodes.Report(projection.version(), known == null || known.switching() == null ? null : known.switching().id(),
                own);
    }

    /** Whether a query would be refused because the view has not reached what was stored at start. */
    public boolean building() {
        return building(read());
    }

    private boolean building(int generation) {
        return generation == 0 || !readiness.ready();
    }

    /** @throws Refusal {@code UNAVAILABLE} until the view has reached what was stored at start */
    Generation<E> live() {
        int generation = readOf(gate.settled());
        if (check.isAhead(generation)) {
            throw Refusal.of(Code.VIEW_AHEAD,
                    "The view %s knows of events that are not in the store any more; it answers again once it is rebuilt"
                            .formatted(name()));
        }
        if (building(generation)) {
            throw Refusal.of(Code.UNAVAILABLE, "The view %s is being built from the stored events".formatted(name()));
        }
        AskedAgain.handed(() -> keeps(generation));
        return stored(generation);
    }

    /**
     * Whether a generation that queries were handed is what is read still: one that is not may have been dropped, or show what the live one has yet
     * to come to. As far as this node knows for certain; or else the store tells.
     */
    private boolean keeps(int generation) {
        ViewState known = state();
        return generation == readOf(known) && !gate.held(known)
                || states.find(name()).filter(now -> readOf(now) == generation).isPresent();
    }

    /** Where callers wait for the view to have seen their tokens' events. */
    public WaitingRoom room() {
        return room;
    }

    private void written(int generation, List<? extends EventMessage<?>> events) {
        ViewState known = state();
        if (generation == readOf(known) && !gate.held(known)) {
            room.written(events);
        }
    }

    /** Which of these tokens the generation that is read has seen; none while it is not certain which that is. */
    private Set<ConsistencyToken> seen(Collection<ConsistencyToken> tokens) {
        ViewState known = state();
        int generation = readOf(known);
        return generation == 0 || gate.held(known) ? Set.of() : stored(generation).seen(tokens);
    }

    private StoredGeneration<E> stored(int generation) {
        return new StoredGeneration<>(projection, documents(generation), () -> position(generation));
    }

    public Documents<E> documents(int generation) {
        Followed<E> here = followed.get(generation);
        return here != null ? here.documents() : store.documents(projection, generation);
    }

    /** All stored events, by way of the stream that the view follows. */
    public EventHistory history() {
        return new StreamedHistory(source);
    }

    /** The position of the last event stored. */
    public long head() {
        return Positions.of(source.createHeadToken());
    }

    /** The position up to which all segments of a generation have come, on all nodes; -1 before that is known. */
    public long position(int generation) {
        return positions.position(generation);
    }

    private long position() {
        int generation = read();
        return generation == 0 ? -1 : position(generation);
    }

    ViewStatus status() {
        ViewState known = state();
        int generation = readOf(known);
        long head = head();
        List<Segment> segments = generation == 0 ? List.of() : positions.segments(generation, head);
        long position = segments.stream().mapToLong(Segment::position).min().orElse(0);
        long lag = Math.max(0, head - position);
        String rebuild = known == null ? null : known.underWay().map(RebuildState::id).orElse(null);
        return new ViewStatus(name(), name(), generation, position, lag, lag == 0 ? 0 : positions.secondsBehind(segments),
                segments.stream().map(Segment::status).toList(), generation == 0 ? 0 : documents(generation).parked(), rebuild,
                state(generation, segments));
    }

    private ViewStatus.State state(int generation, List<Segment> segments) {
        if (check.isAhead(generation)) {
            return ViewStatus.State.AHEAD;
        }
        if (building(generation)) {
            return ViewStatus.State.BUILDING;
        }
        if (!running) {
            return ViewStatus.State.PAUSED;
        }
        return segments.stream().anyMatch(segment -> segment.error() != null) ? ViewStatus.State.FAILING : ViewStatus.State.FOLLOWING;
    }
}
