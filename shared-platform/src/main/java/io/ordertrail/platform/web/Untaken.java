package io.ordertrail.platform.web;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Answers whose clients have not taken all of them. Where there is no more room for another, those go that have waited longest. */
final class Untaken {

    private static final long LEAST_ROOM = 16L * 1024 * 1024;

    private final long room;
    private final Set<AnswerWriter> answers = new LinkedHashSet<>();
    private long bytes;

    /** @param room in bytes, for all of them */
    Untaken(long room) {
        this.room = room;
    }

    /** An eighth of the heap. */
    static long roomIn(long heap) {
        return Math.max(LEAST_ROOM, heap / 8);
    }

    /** Called without holding anything that an answer holds. */
    void add(AnswerWriter answer) {
        List<AnswerWriter> over = new ArrayList<>();
        synchronized (this) {
            if (answers.add(answer)) {
                bytes += answer.size();
            }
            while (bytes > room && answers.size() > 1) {
                AnswerWriter eldest = answers.iterator().next();
                forget(eldest);
                over.add(eldest);
            }
        }
        over.forEach(AnswerWriter::drop);
    }

    synchronized void forget(AnswerWriter answer) {
        if (answers.remove(answer)) {
            bytes -= answer.size();
        }
    }
}
