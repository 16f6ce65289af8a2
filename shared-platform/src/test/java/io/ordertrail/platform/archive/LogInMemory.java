package io.ordertrail.platform.archive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A store in memory that can be killed: it takes so many appends, and then throws. */
final class LogInMemory implements EventLog {

    final List<ArchivedEvent> events;
    int appends = Integer.MAX_VALUE;
    long readUpTo = Long.MAX_VALUE;

    LogInMemory(List<ArchivedEvent> events) {
        this.events = new ArrayList<>(events);
    }

    static final class Killed extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public long head() {
        return events.isEmpty() ? 0 : events.getLast().position();
    }

    @Override
    public long count() {
        return events.size();
    }

    @Override
    public void read(long after, Consumer<ArchivedEvent> each) {
        for (ArchivedEvent event : List.copyOf(events)) {
            if (event.position() > readUpTo) {
                throw new Killed();
            }
            if (event.position() > after) {
                each.accept(event);
            }
        }
    }

    @Override
    public void append(List<ArchivedEvent> more) {
        if (appends-- <= 0) {
            throw new Killed();
        }
        events.addAll(more);
    }

    @Override
    public Path unfinished(Path archive) {
        return archive.resolveSibling("unfinished");
    }
}
