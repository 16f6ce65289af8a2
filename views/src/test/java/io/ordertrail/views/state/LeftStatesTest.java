package io.ordertrail.views.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.platform.mongo.StoreUnderTest;
import io.ordertrail.views.state.ViewState.Kept;
import io.ordertrail.views.state.ViewState.Switch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Whoever dies, or stands still, has left a state that some change led to: it has a way on, and what comes late takes none. That filters
 * mean the same on the real store, {@link ViewStatesTest} shows.
 */
@ExtendWith(StoreUnderTest.class)
class LeftStatesTest {

    private Situations situations;
    private ViewStates states;

    @BeforeEach
    void bringAbout(MongoDatabase database) {
        states = new ViewStates(database, new RebuildRecords(database));
        situations = new Situations(database, states);
    }

    /** It has seen the view in one situation, and finds it in one that has come since. */
    @Test
    void whoComesLateChangesNothingOrWhatWasToBeChangedAnyway() {
        for (Situation earlier : Situation.values()) {
            situations.put(earlier);
            ViewState seen = situations.seen();
            for (Situation now : Stream.of(Situation.values()).filter(any -> any.isAfter(earlier)).toList()) {
                situations.put(now);
                for (Change change : Situations.fitting(earlier)) {
                    Optional<ViewState> late = change.on(states, seen);
                    if (late.isPresent()) {
                        situations.put(now);
                        assertThat(late.get()).as("%s, seen when %s, when %s", change, earlier, now).usingRecursiveComparison()
                                .ignoringFields("rebuild.id", "switching.id").isEqualTo(change.on(states, situations.seen()).orElse(null));
                        situations.put(now);
                    }
                }
                assertThat(situations.stored()).isEqualTo(situations.of(now));
            }
        }
    }

    /** All that changes can lead to, in any order, by nodes of two versions. */
    @Test
    void fromWhereverAProcessDiesAnotherGoesOnUntilEveryNodeHasItsGenerationAndANewRebuildCanBegin() {
        situations.put(Situation.NEW);
        Deque<Document> open = new ArrayDeque<>(List.of(situations.stored()));
        Set<ViewState> known = new HashSet<>(Set.of(plain(situations.seen())));
        while (!open.isEmpty()) {
            Document document = open.removeFirst();
            situations.put(document);
            ViewState state = situations.seen();
            for (Change change : EnumSet.complementOf(EnumSet.of(Change.NOTE_COMPARED, Change.NOTE_DURATION, Change.NOTE_ERROR))) {
                if (state.rebuild() != null || Situation.NEW.possible.contains(change)) {
                    situations.put(document);
                    Optional<ViewState> next = change.on(states, state);
                    next.ifPresent(after -> assertThat(without(after)).as("%s of %s", change, state).isSubsetOf(without(state)));
                    if (next.filter(after -> known.add(plain(after))).isPresent()) {
                        open.add(situations.stored());
                    }
                }
            }
            situations.put(document);
            goOn();
            ViewState settled = situations.seen();
            assertThat(settled.live()).isPositive();
            assertThat(Change.BEGIN.on(states, settled)).as("a new rebuild after %s", settled).isPresent();
        }
        assertThat(known).hasSizeGreaterThan(100);
    }

    /** As a node does that finds the view so: its watch, whoever leads, and in the end a person. */
    private void goOn() {
        for (int step = 0; step < 10; step++) {
            ViewState seen = situations.seen();
            RebuildState rebuild = seen.rebuild();
            if (seen.switching() != null) {
                assertThat(states.voidSwitch(Situations.VIEW, seen.switching().id())).isPresent();
            } else if (rebuild == null || !rebuild.active()) {
                if (seen.live() > 0) {
                    return;
                }
                assertThat(Change.BEGIN.on(states, seen)).isPresent();
            } else if (rebuild.following() != null && (seen.live() == 0 || rebuild.status() != RebuildStatus.BUILDING)) {
                assertThat(states.completeSwitch(states.announceSwitch(seen).orElseThrow(), Change.NOW)).isPresent();
            } else {
                Lead lead = states.takeLead(seen, "another").orElseThrow();
                Optional<ViewState> next = !rebuild.begun() ? states.noteLoaded(lead, 5)
                        : rebuild.following() == null ? states.noteBuilt(lead, 7) : states.beginVerifying(lead);
                assertThat(next).isPresent();
            }
        }
        throw new AssertionError("There is no end to it: " + situations.seen());
    }

    /** The versions of which nodes have no generation to read, or one that may be dropped. */
    private static List<Integer> without(ViewState state) {
        return Change.VERSIONS.stream().filter(version -> state.readBy(version) == 0 || !state.knows(state.readBy(version))).toList();
    }

    /** But for who and when, and what makes no difference any more; generations are told apart, and which came first, whatever their numbers. */
    private static ViewState plain(ViewState state) {
        RebuildState rebuild = state.rebuild();
        Stream<Integer> all = Stream.of(state.live(), state.former(), state.kept() == null ? 0 : state.kept().generation(),
                rebuild == null ? 0 : rebuild.generation());
        List<Integer> order = all.distinct().sorted().toList();
        return new ViewState("", order.indexOf(state.live()), state.version(), order.indexOf(state.former()), state.formerVersion(),
                state.kept() == null ? null : new Kept(order.indexOf(state.kept().generation()), state.kept().version()), 0,
                rebuild == null ? null
                        : new RebuildState("", rebuild.status(), order.indexOf(rebuild.generation()), rebuild.version(), SwitchMode.MANUAL,
                                rebuild.begun() ? null : rebuild.from(), null, rebuild.following(), 0, null,
                                rebuild.active() ? rebuild.leader() : null, null, null, null, null),
                state.switching() == null ? null : new Switch("", order.indexOf(state.switching().to())));
    }
}
