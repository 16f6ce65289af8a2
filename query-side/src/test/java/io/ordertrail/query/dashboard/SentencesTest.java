package io.ordertrail.query.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.views.following.ViewStatus;
import io.ordertrail.views.following.ViewStatus.State;
import io.ordertrail.views.rebuild.Rebuild;
import io.ordertrail.views.rebuild.verify.Report;
import io.ordertrail.views.state.RebuildStatus;
import io.ordertrail.views.state.SwitchMode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sentences that were true a moment ago: read in each state that a rebuild can be in. */
class SentencesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "BUILDING    | FOLLOWING | 1 | Rebuild of accounts has begun                            | 3 documents of 42 came out otherwise; nothing was switched.",
            "BUILDING    | PAUSED    | 1 | Rebuild of accounts waits until accounts is resumed      | 3 documents of 42 came out otherwise; nothing was switched.",
            "VERIFYING   | PAUSED    | 1 | Rebuild of accounts waits until accounts is resumed      | 3 documents of 42 came out otherwise; nothing was switched.",
            "VERIFYING   | FOLLOWING | 1 | Rebuild of accounts is being verified                    | 3 documents of 42 came out otherwise; nothing was switched.",
            "WAITING     | FOLLOWING | 1 | Rebuild of accounts is built and waits for your decision | 3 documents of 42 would change.",
            "SWITCHED    | FOLLOWING | 2 | accounts is live, as generation 2                        | 3 documents of 42 have changed with the switch.",
            "ROLLED_BACK | FOLLOWING | 1 | Rebuild of accounts was rolled back, generation 1 is live | 3 documents of 42 changed with the switch, and are as before again.",
            "CANCELLED   | FOLLOWING | 1 | Rebuild of accounts was cancelled                        | 3 documents of 42 came out otherwise; nothing was switched.",
            "FAILED      | FOLLOWING | 1 | Rebuild of accounts has failed                           | 3 documents of 42 came out otherwise; nothing was switched."})
    void whatIsSaidIsSoInThatState(RebuildStatus status, State state, int live, String news, String verdict) {
        ViewPanel panel = panel(status, state, live, new Report(40, 39, 1, 0, 2, List.of()));
        assertThat(panel.news()).isEqualTo(news);
        assertThat(panel.verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "WAITING     | All 40 documents came out as they are.",
            "SWITCHED    | All 40 documents came out as they were.",
            "ROLLED_BACK | All 40 documents came out as they were."})
    void whereNothingDiffersItIsSaidOfThen(RebuildStatus status, String verdict) {
        assertThat(panel(status, State.FOLLOWING, 1, new Report(40, 40, 0, 0, 0, List.of())).verdict()).isEqualTo(verdict);
    }

    private static ViewPanel panel(RebuildStatus status, State state, int live, Report report) {
        return new ViewPanel(new ViewStatus("accounts", "accounts", live, 5, 0, 0, List.of(), 0, null, state), Curve.of(List.of()),
                new Rebuild("r", "accounts", status, SwitchMode.MANUAL, 2, 5, 5, null, null, 42L, List.of(), report, null, Seen.NOW), 0);
    }
}
