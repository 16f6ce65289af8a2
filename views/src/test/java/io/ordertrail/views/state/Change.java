package io.ordertrail.views.state;

import io.ordertrail.views.state.RebuildState.PerDocument;
import io.ordertrail.views.state.ViewState.Switch;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** All that can happen to a view's state, by a node that has seen it as it is, or as it was. */
enum Change {

    BEGIN {
        @Override
        Optional<ViewState> on(ViewStates states, ViewState seen) {
            return states.begin(seen, 1, SwitchMode.MANUAL, null, VERSIONS, NOW);
        }
    },
    /** By a node of a newer version. */
    BEGIN_FROM_CHECKPOINT {
        @Override
        Optional<ViewState> on(ViewStates states, ViewState seen) {
            return states.begin(seen, 2, SwitchMode.MANUAL, "checkpoint", VERSIONS, NOW);
        }
    },
    TAKE_LEAD {
        @Override
        Optional<ViewState> on(ViewStates states, ViewState seen) {
            return states.takeLead(seen, NODE).map(lead -> states.find(lead.view()).orElseThrow());
        }
    },
    LEAVE_LEAD {
        @Override
        Optional<ViewState> on(ViewStates states, ViewState seen) {
            return states.leaveLead(lead(seen));
        }
    },
    NOTE_LOADED {
        @Override
        Optional<ViewState> on(ViewStates states, ViewState seen) {
            return states.noteLoaded(lead(seen), 5);
        }
    },
    NOTE_BUILT {
        @Override
        Optional<ViewState> on(ViewStates states, ViewState seen) {
            return states.noteBuilt(lead(seen), 7);
        }
    },
    BEGIN_VERIFYING {
        @Override
        Optional<ViewState> on(ViewStates states, ViewState seen) {
            return states.beginVerifying(lead(seen));
        }
    },
    NOTE_COMPARED {
        @Override
        Optional<ViewState> on(ViewStates states, ViewState seen) {
            return states.noteCompared(lead(seen), 9);
        }
    },
    NOTE_DURATION {
        @Override
        Optional<ViewState> on(ViewStates states, ViewState seen) {
            return states.noteDuration(lead(seen), new PerDocument(2, 1));
        }
    },
    AWAIT_DECISION {
        @Override
        Optional<ViewState> on(ViewStates states, ViewState seen) {
            return states.awaitDecision(lead(seen));
        }
    },
    NOTE_ERROR {
        @Override
        Optional<ViewState> on(ViewStates states, ViewState seen) {
            return states.noteError(seen.view(), seen.rebuild().id(), "stumbled");
        }
    },
    FAIL {
        @Override
        Optional<ViewState> on(ViewStates states, ViewState seen) {
            return states.fail(seen.view(), seen.rebuild().id(), NOW);
        }
    },
    CANCEL {
        @Override
        Optional<ViewState> on(ViewStates states, ViewState seen) {
            return states.cancel(seen.view(), seen.rebuild().id(), NOW);
        }
    },
    ANNOUNCE_SWITCH {
        @Override
        Optional<ViewState> on(ViewStates states, ViewState seen) {
            return states.announceSwitch(seen);
        }
    },
    COMPLETE_SWITCH {
        @Override
        Optional<ViewState> on(ViewStates states, ViewState seen) {
            return states.completeSwitch(announced(seen), NOW);
        }
    },
    ANNOUNCE_ROLL_BACK {
        @Override
        Optional<ViewState> on(ViewStates states, ViewState seen) {
            return states.announceRollBack(seen);
        }
    },
    COMPLETE_ROLL_BACK {
        @Override
        Optional<ViewState> on(ViewStates states, ViewState seen) {
            return states.completeRollBack(announced(seen));
        }
    },
    VOID_SWITCH {
        @Override
        Optional<ViewState> on(ViewStates states, ViewState seen) {
            return states.voidSwitch(seen.view(), announced(seen).switching().id());
        }
    };

    static final String NODE = "node";
    static final Instant NOW = Instant.parse("2026-11-30T18:00:00Z");

    /** Nodes of both are alive. */
    static final Set<Integer> VERSIONS = Set.of(1, 2);

    /** Nothing if it did not take place. */
    abstract Optional<ViewState> on(ViewStates states, ViewState seen);

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
