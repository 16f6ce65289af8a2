package io.ordertrail.views.checkpoint;

import com.mongodb.client.MongoCursor;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.views.documents.Documents;
import io.ordertrail.views.documents.Securing;
import io.ordertrail.views.following.View;
import io.ordertrail.views.following.Views;
import io.ordertrail.views.history.Positions;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.bson.RawBsonDocument;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * A view's documents with the position they stand at, in a file: a line that tells what it is, a document per line as MongoDB's extended
 * JSON, a line with their number; all of it compressed. Written while the view goes on, so some documents stand at later events than the
 * position says; each knows which, and so the events from there on do not count twice.
 */
@Component
public class Checkpoints {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final String SUFFIX = ".json.gz";
    private static final String UNFINISHED = ".part";

    /** So long after its last line an unfinished file has nobody who writes it. */
    private static final Duration ABANDONED = Duration.ofHours(1);
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,80}");
    private static final int BATCH = 1_000;
    private static final int BATCH_BYTES = 4 << 20;
    private static final JsonWriterSettings EXTENDED = JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();

    private final Views views;
    private final JsonMapper json;
    private final Clock clock;
    private final Path folder;

    public Checkpoints(Views views, JsonMapper json, Clock clock, @Value("${ordertrail.checkpoints}") Path folder) {
        this.views = views;
        this.json = json;
        this.clock = clock;
        this.folder = folder.toAbsolutePath();
    }

    /**
     * A checkpoint on this node's disk.
     *
     * @param version of the projection that made it; no other can go on from it
     * @param position from which events are still to be read
     * @param documents null until they have been counted, which is at their end
     */
    public record Checkpoint(String name, String view, int version, long position, Instant at, Long bytes, Long documents) {
    }

    /** @param event id of the one at the position, by which its store is known; null at position 0, and in files of former versions */
    private record Header(String view, int version, long position, Instant at, String event) {
    }

    private record End(long documents) {
    }

    /**
     * Writes the live generation into a file of this node.
     *
     * @throws Refusal {@code UNAVAILABLE} if there is nothing to write, or no place to write it to
     */
    public Checkpoint export(String view) {
        View<?> here = views.named(view);
        int generation = here.read();
        if (generation == 0) {
            throw Refusal.of(Code.UNAVAILABLE, "The view %s is being built from the stored events".formatted(view));
        }
        // Before the documents: they may have seen more than this, and never less.
        long position = Math.max(0, here.position(generation));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String name = "%s-%d-%d".formatted(view, position, now.toEpochMilli());
        Path file = folder.resolve(name + SUFFIX);
        long documents = 0;
        try {
            Files.createDirectories(folder);
            deleteWhatNobodyFinishes();
            Path unfinished = folder.resolve(name + UNFINISHED);
            try (BufferedWriter lines = new BufferedWriter(
                    new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(unfinished)), StandardCharsets.UTF_8));
                    MongoCursor<RawBsonDocument> all = here.documents(generation).inOrder()) {
                line(lines, json.writeValueAsString(new Header(view, here.projection().version(), position, now, eventAt(here, position))));
                while (all.hasNext()) {
                    line(lines, all.next().toJson(EXTENDED));
                    documents++;
                }
                line(lines, json.writeValueAsString(new End(documents)));
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            LOG.info("{}: {} documents at event {} are in {}", view, documents, position, file);
            return new Checkpoint(name, view, here.projection().version(), position, now, Files.size(file), documents);
        } catch (IOException e) {
            LOG.warn("{}: no checkpoint could be written to {}", view, folder, e);
            throw Refusal.of(Code.UNAVAILABLE, "The checkpoint could not be written");
        }
    }

    /** What a process that was killed, or a disk that was full, has left behind. */
    private void deleteWhatNobodyFinishes() throws IOException {
        Instant silent = clock.instant().minus(ABANDONED);
        try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(folder, "*" + UNFINISHED)) {
            for (Path file : unfinished) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(silent)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Id of the event at a position; null if there is none. */
    private static String eventAt(View<?> view, long position) {
        if (position == 0 || position > view.head()) {
            return null;
        }
        try {
            view.history().read(position - 1, page -> {
                throw new Found(page.getFirst());
            });
            return null;
        } catch (Found found) {
            return Positions.ofEvent(found.event) == position ? found.event.getIdentifier() : null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.of(Code.UNAVAILABLE, "The server is stopping");
        }
    }

    /** Ends a reading of the history at its first event. */
    private static final class Found extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient TrackedEventMessage<?> event;

        Found(TrackedEventMessage<?> event) {
            super(null, null, false, false);
            this.event = event;
        }
    }

    private static void line(BufferedWriter lines, String text) throws IOException {
        lines.write(text);
        lines.write('\n');
    }

    /** The view's checkpoints on this node, latest first. */
    public List<Checkpoint> of(String view) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(SUFFIX))
                    .map(file -> file.substring(0, file.length() - SUFFIX.length()))
                    .filter(name -> NAME.matcher(name).matches())
                    .map(this::described)
                    .filter(checkpoint -> checkpoint.view.equals(view))
                    .sorted(Comparator.comparing(Checkpoint::at).reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws Refusal if it is not here, or not one that this view can go on from; {@code field} names what is wrong with the request */
    public void require(View<?> view, String name, String field) {
        if (!NAME.matcher(name).matches() || !Files.isRegularFile(folder.resolve(name + SUFFIX))) {
            throw Refusal.ofField(Code.INVALID, field, "There is no such checkpoint on this node");
        }
        Checkpoint checkpoint = described(name);
        if (!checkpoint.view.equals(view.name()) || checkpoint.version != view.projection().version()) {
            throw Refusal.ofField(Code.INVALID, field, "The checkpoint is of %s in version %d, not of %s in version %d"
                    .formatted(checkpoint.view, checkpoint.version, view.name(), view.projection().version()));
        }
        String event = header(name).event;
        if (checkpoint.position > view.head() || event != null && !event.equals(eventAt(view, checkpoint.position))) {
            throw Refusal.ofField(Code.INVALID, field,
                    "The checkpoint stands at event %d, which is not in this event store".formatted(checkpoint.position));
        }
    }

    public boolean has(String name) {
        return Files.isRegularFile(folder.resolve(name + SUFFIX));
    }

    private Checkpoint described(String name) {
        Path file = folder.resolve(name + SUFFIX);
        try {
            Header header = header(name);
            return new Checkpoint(name, header.view, header.version, header.position, header.at, Files.size(file), null);
        } catch (IOException | RuntimeException e) {
            LOG.debug("{} cannot be read", file, e);
            return new Checkpoint(name, "", 0, 0, Instant.EPOCH, null, null);
        }
    }

    private Header header(String name) {
        try (BufferedReader lines = reader(folder.resolve(name + SUFFIX))) {
            return json.readValue(lines.readLine(), Header.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedReader reader(Path file) throws IOException {
        return new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8));
    }

    /**
     * Reads a checkpoint's documents into a generation; those that are there stay.
     *
     * @param securing begun for this
     * @return the position from which to go on
     * @throws IllegalStateException if the file is damaged or not whole, or what was written of it may be lost
     */
    public <E> long load(View<E> view, String name, Documents<E> into, Securing securing) {
        Path file = folder.resolve(name + SUFFIX);
        Documents<E> unsecured = into.unsecured();
        try (BufferedReader lines = reader(file)) {
            Header header = json.readValue(lines.readLine(), Header.class);
            long documents = 0;
            List<Documents.Change> batch = new ArrayList<>(BATCH);
            long bytes = 0;
            String line = lines.readLine();
            for (String next = lines.readLine(); next != null; line = next, next = lines.readLine()) {
                batch.add(into.change(into.decoded(RawBsonDocument.parse(line)).withRevision(1)));
                documents++;
                bytes += line.length();
                if (batch.size() == BATCH || bytes > BATCH_BYTES) {
                    unsecured.write(batch);
                    batch.clear();
                    bytes = 0;
                }
            }
            if (!batch.isEmpty()) {
                unsecured.write(batch);
            }
            if (line == null || json.readValue(line, End.class).documents != documents) {
                throw new IllegalStateException("The checkpoint %s is not whole".formatted(name));
            }
            securing.secure();
            LOG.info("{}: {} documents come from checkpoint {}, at event {}", view.name(), documents, name, header.position);
            return header.position;
        } catch (IOException e) {
            throw new IllegalStateException("The checkpoint %s cannot be read: %s".formatted(name, e), e);
        }
    }
}
