package io.ordertrail.views.state;

import static io.ordertrail.views.state.Change.ANNOUNCE_ROLL_BACK;
import static io.ordertrail.views.state.Change.ANNOUNCE_SWITCH;
import static io.ordertrail.views.state.Change.AWAIT_DECISION;
import static io.ordertrail.views.state.Change.BEGIN;
import static io.ordertrail.views.state.Change.BEGIN_FROM_CHECKPOINT;
import static io.ordertrail.views.state.Change.BEGIN_VERIFYING;
import static io.ordertrail.views.state.Change.CANCEL;
import static io.ordertrail.views.state.Change.COMPLETE_ROLL_BACK;
import static io.ordertrail.views.state.Change.COMPLETE_SWITCH;
import static io.ordertrail.views.state.Change.FAIL;
import static io.ordertrail.views.state.Change.LEAVE_LEAD;
import static io.ordertrail.views.state.Change.NOTE_BUILT;
import static io.ordertrail.views.state.Change.NOTE_COMPARED;
import static io.ordertrail.views.state.Change.NOTE_DURATION;
import static io.ordertrail.views.state.Change.NOTE_ERROR;
import static io.ordertrail.views.state.Change.NOTE_LOADED;
import static io.ordertrail.views.state.Change.TAKE_LEAD;
import static io.ordertrail.views.state.Change.VOID_SWITCH;

import java.util.EnumSet;
import java.util.Set;

/** A state that a view can be in, the change that leads there, and all changes that may take place then. */
public enum Situation {

    NEW(null, null, BEGIN, BEGIN_FROM_CHECKPOINT),
    BUILDING(NEW, BEGIN, TAKE_LEAD, NOTE_ERROR, FAIL, CANCEL),
    LED(BUILDING, TAKE_LEAD, TAKE_LEAD, LEAVE_LEAD, NOTE_BUILT, NOTE_ERROR, FAIL, CANCEL),
    BUILT(LED, NOTE_BUILT, TAKE_LEAD, LEAVE_LEAD, ANNOUNCE_SWITCH, NOTE_ERROR, FAIL, CANCEL),
    ANNOUNCED(BUILT, ANNOUNCE_SWITCH, TAKE_LEAD, LEAVE_LEAD, COMPLETE_SWITCH, VOID_SWITCH, NOTE_ERROR, FAIL),
    SWITCHED(ANNOUNCED, COMPLETE_SWITCH, LEAVE_LEAD, BEGIN, BEGIN_FROM_CHECKPOINT),
    SETTLED(SWITCHED, LEAVE_LEAD, BEGIN, BEGIN_FROM_CHECKPOINT),

    TO_BE_LOADED(SETTLED, BEGIN_FROM_CHECKPOINT, TAKE_LEAD, NOTE_ERROR, FAIL, CANCEL),
    LOADING(TO_BE_LOADED, TAKE_LEAD, TAKE_LEAD, LEAVE_LEAD, NOTE_LOADED, NOTE_ERROR, FAIL, CANCEL),
    LOADED(LOADING, NOTE_LOADED, TAKE_LEAD, LEAVE_LEAD, NOTE_BUILT, NOTE_ERROR, FAIL, CANCEL),
    REBUILT(LOADED, NOTE_BUILT, TAKE_LEAD, LEAVE_LEAD, BEGIN_VERIFYING, NOTE_ERROR, FAIL, CANCEL),
    VERIFYING(REBUILT, BEGIN_VERIFYING, TAKE_LEAD, LEAVE_LEAD, NOTE_COMPARED, NOTE_DURATION, AWAIT_DECISION, ANNOUNCE_SWITCH, NOTE_ERROR,
            FAIL, CANCEL),
    VERIFIED(VERIFYING, ANNOUNCE_SWITCH, TAKE_LEAD, LEAVE_LEAD, NOTE_COMPARED, NOTE_DURATION, AWAIT_DECISION, COMPLETE_SWITCH, VOID_SWITCH,
            NOTE_ERROR, FAIL),
    WAITING(VERIFYING, AWAIT_DECISION, TAKE_LEAD, LEAVE_LEAD, ANNOUNCE_SWITCH, NOTE_ERROR, FAIL, CANCEL),
    DECIDED(WAITING, ANNOUNCE_SWITCH, TAKE_LEAD, LEAVE_LEAD, COMPLETE_SWITCH, VOID_SWITCH, NOTE_ERROR, FAIL),
    VOID(DECIDED, VOID_SWITCH, TAKE_LEAD, LEAVE_LEAD, ANNOUNCE_SWITCH, NOTE_ERROR, FAIL, CANCEL),
    FAILED_WHEN_ANNOUNCED(DECIDED, FAIL, LEAVE_LEAD, VOID_SWITCH),
    CANCELLED(WAITING, CANCEL, LEAVE_LEAD, BEGIN, BEGIN_FROM_CHECKPOINT),
    FAILED(LOADING, FAIL, LEAVE_LEAD, BEGIN, BEGIN_FROM_CHECKPOINT),
    SWITCHED_AGAIN(DECIDED, COMPLETE_SWITCH, LEAVE_LEAD, ANNOUNCE_ROLL_BACK, BEGIN, BEGIN_FROM_CHECKPOINT),
    ROLLING_BACK(SWITCHED_AGAIN, ANNOUNCE_ROLL_BACK, LEAVE_LEAD, COMPLETE_ROLL_BACK, VOID_SWITCH),
    ROLLED_BACK(ROLLING_BACK, COMPLETE_ROLL_BACK, LEAVE_LEAD, BEGIN, BEGIN_FROM_CHECKPOINT);

    final Situation before;
    final Change by;
    final Set<Change> possible;

    Situation(Situation before, Change by, Change... possible) {
        this.before = before;
        this.by = by;
        this.possible = EnumSet.of(possible[0], possible);
    }

    boolean isAfter(Situation earlier) {
        return before != null && (before == earlier || before.isAfter(earlier));
    }
}
