package io.ordertrail.views.state;

import io.ordertrail.views.state.RebuildState.PerDocument;
import io.ordertrail.views.state.ViewState.Switch;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** All that can happen to a view's state, by a node that has seen it as it is, or as it was. */
enum Change {

    BEGIN((states, seen) -> begin(states, seen, 1, null)),
    /** By a node of a newer version. */
    BEGIN_FROM_CHECKPOINT((states, seen) -> begin(states, seen, 2, "checkpoint")),
    TAKE_LEAD((states, seen) -> states.takeLead(seen, Change.NODE).map(lead -> states.find(lead.view()).orElseThrow())),
    LEAVE_LEAD((states, seen) -> states.leaveLead(lead(seen))),
    NOTE_LOADED((states, seen) -> states.noteLoaded(lead(seen), 5)),
    NOTE_BUILT((states, seen) -> states.noteBuilt(lead(seen), 7)),
    BEGIN_VERIFYING((states, seen) -> states.beginVerifying(lead(seen))),
    NOTE_COMPARED((states, seen) -> states.noteCompared(lead(seen), 9)),
    NOTE_DURATION((states, seen) -> states.noteDuration(lead(seen), new PerDocument(2, 1))),
    AWAIT_DECISION((states, seen) -> states.awaitDecision(lead(seen))),
    NOTE_ERROR((states, seen) -> states.noteError(seen.view(), seen.rebuild().id(), "stumbled")),
    FAIL((states, seen) -> states.fail(seen.view(), seen.rebuild().id(), now())),
    CANCEL((states, seen) -> states.cancel(seen.view(), seen.rebuild().id(), now())),
    ANNOUNCE_SWITCH((states, seen) -> states.announceSwitch(seen)),
    COMPLETE_SWITCH((states, seen) -> states.completeSwitch(announced(seen), now())),
    ANNOUNCE_ROLL_BACK((states, seen) -> states.announceRollBack(seen)),
    COMPLETE_ROLL_BACK((states, seen) -> states.completeRollBack(announced(seen))),
    VOID_SWITCH((states, seen) -> states.voidSwitch(seen.view(), announced(seen).switching().id()));

    static final String NODE = "node";
    static final Instant NOW = Instant.parse("2026-11-30T18:00:00Z");

    /** Nodes of both are alive. */
    static final Set<Integer> VERSIONS = Set.of(1, 2);

    private final BiFunction<ViewStates, ViewState, Optional<ViewState>> write;

    Change(BiFunction<ViewStates, ViewState, Optional<ViewState>> write) {
        this.write = write;
    }

    /** Nothing if it did not take place. */
    Optional<ViewState> on(ViewStates states, ViewState seen) {
        return write.apply(states, seen);
    }

    private static Optional<ViewState> begin(ViewStates states, ViewState seen, int version, String checkpoint) {
        return states.begin(seen, version, SwitchMode.MANUAL, checkpoint, null, VERSIONS, NOW);
    }

    /** What is above may not name it, for it is made later. */
    private static Instant now() {
        return NOW;
    }

    private static Lead lead(ViewState seen) {
        return new Lead(seen.view(), seen.rebuild().id(), NODE);
    }

    /** By one who takes it for announced, though it may not be. */
    private static ViewState announced(ViewState seen) {
        return seen.switching() != null ? seen
                : new ViewState(seen.view(), seen.live(), seen.version(), seen.former(), seen.formerVersion(), seen.kept(), seen.last(),
                        seen.rebuild(), new Switch("nobody's", seen.last()));
    }
}
