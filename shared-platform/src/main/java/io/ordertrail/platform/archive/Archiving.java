package io.ordertrail.platform.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes an event store into an archive, and an archive into an empty event store. Either can be killed at any time: asked again, it goes on with
 * what is there, and a file or a store that is only half done is never taken for a whole one.
 */
public final class Archiving {

    private static final Logger LOG = LoggerFactory.getLogger(Archiving.class);

    /** What is appended to a store at a time, at the most. */
    private static final int EVENTS = 500;
    private static final int BYTES = 2 << 20;

    private final EventLog store;
    private final LongSupplier nanos;

    /** @param nanos a clock that never goes back */
    public Archiving(EventLog store, LongSupplier nanos) {
        this.store = store;
        this.nanos = nanos;
    }

    /**
     * Writes all that is stored now. While that is not done the file is called {@code FILE.part}.
     *
     * @throws Refused if the file is there already, or what is there of it is another store's
     */
    public Archive.Summary export(Path file) throws InterruptedException {
        if (Files.exists(file)) {
            throw new Refused("%s is there already. Name another file, or take it away.".formatted(file));
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (ArchiveWriter writer = new ArchiveWriter(part)) {
            Archive.Summary found = writer.found();
            long head = store.head();
            requireOneStore(part, found, head);
            if (found.events() > 0) {
                LOG.info("Going on behind the {} events that {} has already", found.events(), part);
            }
            Progress progress = new Progress("Exported", found.last(), head, nanos);
            store.read(found.last(), event -> {
                writer.add(event);
                progress.at(event.position(), writer.events());
            });
            writer.finish();
        }
        Archive.Summary whole = new Archive(part).verify(looked -> {
        });
        move(part, file);
        LOG.info("Exported {} events of {} to {}: {} MB, SHA-256 {}", whole.events(), store.name(), file, whole.bytes() >> 20,
                whole.digest());
        return whole;
    }

    private void requireOneStore(Path part, Archive.Summary found, long head) throws InterruptedException {
        if (found.events() == 0) {
            return;
        }
        List<String> there = new ArrayList<>();
        if (head >= found.last()) {
            try {
                store.read(found.last() - 1, event -> {
                    there.add(event.id());
                    throw new Enough();
                });
            } catch (Enough one) {
                LOG.trace("One is enough", one);
            }
        }
        if (!there.equals(List.of(found.lastId()))) {
            throw new Refused("%s has been begun from another store than %s. Take it away, or name another file.".formatted(part,
                    store.name()));
        }
    }

    private static final class Enough extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    /**
     * Writes an archive into a store that is empty, or in which the same import was not finished.
     *
     * @throws Refused if there is anything else in the store
     * @throws BrokenArchive if the archive is not as it was written; then nothing has been written
     */
    public Archive.Summary restore(Path file) throws InterruptedException {
        Archive archive = new Archive(file);
        Archive.Summary whole = archive.verify(looked -> LOG.debug("{} events looked at", looked));
        Path note = store.unfinished(file);
        long there = store.count();
        if (there > 0 && !isOf(note, whole)) {
            throw new Refused(
                    "%s has %d events already, so nothing is imported. An import wants an empty one.".formatted(store.name(), there));
        }
        write(note, whole.digest());
        Rest rest = new Rest(there, whole);
        archive.read(0, rest::take);
        rest.flush();
        rest.requireWhole();
        delete(note);
        LOG.info("Imported {} events from {} into {}, {}", whole.events(), file, store.name(), rest.samePositions
                ? "at the positions that they had"
                : "in their order, but at other positions: whoever reads the feed begins anew");
        return whole;
    }

    /** What is not in the store yet. */
    private final class Rest {

        private final long skip;
        private final Archive.Summary whole;
        private final Progress progress;
        private final List<ArchivedEvent> next = new ArrayList<>();
        private final String lastThere;
        private int bytes;
        private long taken;
        private boolean samePositions = true;

        Rest(long skip, Archive.Summary whole) throws InterruptedException {
            this.skip = skip;
            this.whole = whole;
            this.progress = new Progress("Imported", skip, whole.events(), nanos);
            this.lastThere = skip == 0 ? null : lastThere();
        }

        private String lastThere() throws InterruptedException {
            List<String> last = new ArrayList<>();
            store.read(store.head() - 1, event -> last.add(event.id()));
            return last.getLast();
        }

        void take(List<ArchivedEvent> events) {
            for (ArchivedEvent event : events) {
                taken++;
                if (taken == skip && !event.id().equals(lastThere)) {
                    throw new Refused(
                            "%s has other events than the archive, though an import of it was begun there. Begin with an empty one."
                                    .formatted(store.name()));
                }
                if (taken > skip) {
                    next.add(event);
                    bytes += event.size();
                    if (next.size() == EVENTS || bytes > BYTES) {
                        flush();
                    }
                }
            }
        }

        void flush() {
            if (!next.isEmpty()) {
                try {
                    store.append(next);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new Refused("It was interrupted; asked again it goes on.");
                }
                progress.at(taken, taken);
                next.clear();
                bytes = 0;
            }
        }

        void requireWhole() {
            long stored = store.count();
            if (stored != whole.events()) {
                throw new Refused("%s has %d events, and should have %d: somebody else has written there. Begin with an empty one."
                        .formatted(store.name(), stored, whole.events()));
            }
            samePositions = store.head() == whole.last();
        }
    }

    private static boolean isOf(Path note, Archive.Summary whole) {
        try {
            return Files.exists(note) && Files.readString(note).equals(whole.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path note, String digest) {
        try (FileChannel channel = FileChannel.open(note, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(ByteBuffer.wrap(digest.getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        } catch (IOException e) {
            throw new Refused("%s cannot be written: %s".formatted(note, e));
        }
    }

    private static void delete(Path note) {
        try {
            Files.deleteIfExists(note);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void move(Path part, Path file) {
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
