package io.ordertrail.query.dashboard;

import io.ordertrail.platform.refusal.Refusal;

/**
 * What is asked before something is done that people would notice.
 *
 * @param meaning what will happen
 * @param act where to post the yes
 * @param back where to go with a no
 */
record Question(String title, String meaning, String yes, String act, String back) {

    /** Whether it stops or takes something back. */
    public boolean undoes() {
        return !yes.equals("Switch") && !yes.equals("Merge");
    }

    /** What can be done with a rebuild, and with a processor. */
    enum Step {
        CANCEL, SWITCH, ROLLBACK, PAUSE, RESUME, SPLIT, MERGE
    }

    /** @throws Refusal {@code NOT_FOUND} for what is nothing that one does with a rebuild */
    static Question of(Step step, ViewPanel view, String rebuild) {
        String back = "/dashboard/views/%s".formatted(view.name());
        String act = "%s/rebuilds/%s/%s".formatted(back, rebuild, word(step));
        int live = view.status().generation();
        return switch (step) {
            case CANCEL -> new Question("Cancel this rebuild?",
                    "What has been built is dropped. Generation %d of %s stays live; readers and orders notice nothing.".formatted(live,
                            view.name()),
                    "Cancel the rebuild", act, back);
            case SWITCH -> new Question("Switch to what was built?",
                    "From then on readers see generation %d of %s. Generation %d is kept and followed, so you can roll back. Queries wait for about a tenth of a second; orders go on."
                            .formatted(view.rebuild() == null ? 0 : view.rebuild().generation(), view.name(), live),
                    "Switch", act, back);
            case ROLLBACK -> new Question("Roll back?",
                    "Readers see generation %d of %s again, up to date, as it has gone on following. Queries wait for about a tenth of a second; orders go on."
                            .formatted(view.former(), view.name()),
                    "Roll back", act, back);
            case PAUSE, RESUME, SPLIT, MERGE -> throw Refusal.notFound("step", word(step));
        };
    }

    /** @throws Refusal {@code NOT_FOUND} for what needs no asking or is nothing that one does with a processor */
    static Question of(Step step, String processor) {
        String back = "/dashboard/processors";
        String act = "%s/%s/%s".formatted(back, processor, word(step));
        return switch (step) {
            case PAUSE -> new Question("Pause %s?".formatted(processor),
                    processor.equals("processes")
                            ? "Orders are taken, and stay pending: nothing is cooked, charged or delivered until you resume them. It is an outage."
                            : "It handles no more events until it is resumed. Readers see what it has; who brings a newer consistency token is told to come back. Orders go on.",
                    "Pause", act, back);
            case MERGE -> new Question("Merge two segments of %s?".formatted(processor),
                    "The smallest segment and the one it was split from become one, so fewer threads or nodes share the work.", "Merge",
                    act, back);
            case CANCEL, SWITCH, ROLLBACK, RESUME, SPLIT -> throw Refusal.notFound("step", word(step));
        };
    }

    private static String word(Step step) {
        return Parts.WORDS.plain(step);
    }
}
