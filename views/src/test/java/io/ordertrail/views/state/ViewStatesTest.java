package io.ordertrail.views.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.views.documents.StoreTest;
import io.ordertrail.views.state.RebuildState.PerDocument;
import io.ordertrail.views.state.ViewState.Switch;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can happen to a view, and when. */
@StoreTest
class ViewStatesTest {

    private Situations situations;
    private RebuildRecords records;
    private ViewStates states;

    @BeforeEach
    void bringAbout(MongoDatabase database) {
        records = new RebuildRecords(database);
        states = new ViewStates(database, records);
        situations = new Situations(database, states);
    }

    @Test
    void whatMayNotHappenToAViewChangesNothing() {
        for (Situation situation : Situation.values()) {
            for (Change change : Situations.fitting(situation)) {
                situations.put(situation);
                Optional<ViewState> changed = change.on(states, situations.seen());
                assertThat(changed.isPresent()).as("%s when %s", change, situation).isEqualTo(situation.possible.contains(change));
                assertThat(changed.isPresent() || situations.stored().equals(situations.of(situation))).isTrue();
                assertThat(situations.seen()).isEqualTo(changed.orElse(situations.seen()));
            }
        }
    }

    /** What does the same as it would have done before is not meant to happen twice. */
    @Test
    void whatIsDecidedIsDecidedOnce() {
        for (Situation situation : Situation.values()) {
            for (Change change : EnumSet.complementOf(EnumSet.of(Change.NOTE_COMPARED, Change.NOTE_DURATION, Change.NOTE_ERROR))) {
                if (situation.possible.contains(change)
                        && !(change == Change.TAKE_LEAD && situation.possible.contains(Change.LEAVE_LEAD))) {
                    situations.put(situation);
                    ViewState seen = situations.seen();
                    assertThat(change.on(states, seen)).isPresent();
                    assertThat(change.on(states, seen)).as("%s of %s again", change, situation).isEmpty();
                }
            }
        }
    }

    /** What a node of the version before has written, and what it will read. */
    @Test
    void aStateIsStoredAsItEverWas() {
        Date then = Date.from(Change.NOW);
        situations.put(new Document("_id", Situations.VIEW).append("live", 4).append("version", 2).append("former", 3)
                .append("formerVersion", 1)
                .append("kept", new Document("live", 1).append("version", 0)).append("last", 4)
                .append("switching", new Document("id", "s").append("to", 3))
                .append("rebuild", new Document("id", "r").append("status", "SWITCHED").append("active", false).append("generation", 4)
                        .append("version", 2).append("mode", "ALWAYS").append("from", null).append("started", then)
                        .append("afterwards", 2.0).append("verifying", 1.0).append("following", 7L).append("built", 7L)
                        .append("compared", 9L).append("error", "stumbled").append("ended", then)));
        assertThat(situations.seen()).isEqualTo(new ViewState(Situations.VIEW, 4, 2, 3, 1, new ViewState.Kept(1, 0), 4,
                new RebuildState("r", RebuildStatus.SWITCHED, 4, 2, SwitchMode.ALWAYS, null, null, 7L, 9, new PerDocument(2, 1), null,
                        "stumbled", Change.NOW, Change.NOW, null),
                new Switch("s", 3)));

        assertThat(states.voidSwitch(Situations.VIEW, "s")).isPresent();
        String id = Change.BEGIN_FROM_CHECKPOINT.on(states, situations.seen()).orElseThrow().rebuild().id();
        assertThat(situations.stored()).isEqualTo(new Document("_id", Situations.VIEW).append("live", 4).append("version", 2)
                .append("kept", new Document("live", 3).append("version", 1)).append("last", 5)
                .append("rebuild", new Document("id", id).append("status", "BUILDING").append("active", true).append("generation", 5)
                        .append("version", 2).append("mode", "MANUAL").append("from", "checkpoint").append("compared", 0L)
                        .append("afterwards", 2.0).append("verifying", 1.0).append("started", then)));
        assertThat(records.find(Situations.VIEW, "r").orElseThrow().error()).isEqualTo("stumbled");
    }

    /** Whoever is late with beginning another has seen it when it was not rolled back yet. */
    @Test
    void whatIsKeptOfARebuildIsHowItEnded() {
        for (Situation situation : List.of(Situation.SWITCHED_AGAIN, Situation.ROLLED_BACK, Situation.SWITCHED_AGAIN)) {
            situations.put(situation);
            records.keep(Situations.VIEW, situations.seen().rebuild());
        }
        assertThat(records.find(Situations.VIEW, situations.seen().rebuild().id()).orElseThrow().status())
                .isEqualTo(RebuildStatus.ROLLED_BACK);
    }
}
