package io.ordertrail.platform.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kind: an event that an archive loses, changes, repeats or puts elsewhere; a file or a store that is half done and passes for whole. */
class ArchivingTest {

    /** Positions have holes; 1,300 events of three blocks. */
    private static final List<ArchivedEvent> EVENTS = IntStream.rangeClosed(1, 1_300).mapToObj(ArchivingTest::event).toList();

    @TempDir
    private Path folder;

    @Test
    void whatIsImportedIsWhatWasExported() throws Exception {
        Path file = exported(EVENTS);
        LogInMemory target = new LogInMemory(List.of());

        Archive.Summary summary = new Archiving(target, System::nanoTime).restore(file);

        assertSame(target.events, EVENTS);
        assertThat(summary.events()).isEqualTo(EVENTS.size());
        assertThat(summary.blocks()).isGreaterThan(2);
        assertThat(summary.last()).isEqualTo(EVENTS.getLast().position());
        assertThat(Files.list(folder)).containsExactly(file);
    }

    @Test
    void anEmptyStoreIsAnArchiveToo() throws Exception {
        LogInMemory target = new LogInMemory(List.of());
        assertThat(new Archiving(target, System::nanoTime).restore(exported(List.of())).events()).isZero();
        assertThat(target.events).isEmpty();
    }

    /** As {@code kill -9} leaves it, wherever it strikes: the file's length is anything. */
    @Test
    void anExportGoesOnWhereverItWasCut() throws Exception {
        Path whole = exported(EVENTS);
        byte[] bytes = Files.readAllBytes(whole);
        Random random = new Random(1);
        Path file = folder.resolve("again");
        Path part = folder.resolve("again.part");
        List<Integer> cuts = new ArrayList<>(List.of(0, 3, Archive.BEGIN.length, Archive.BEGIN.length + 1, bytes.length - 1, bytes.length));
        IntStream.range(0, 4).forEach(i -> cuts.add(random.nextInt(bytes.length)));
        for (int cut : cuts) {
            Files.write(part, Arrays.copyOf(bytes, cut));
            new Archiving(new LogInMemory(EVENTS), System::nanoTime).export(file);

            assertThat(Files.readAllBytes(file)).as("cut at %d of %d", cut, bytes.length).isEqualTo(bytes);
            assertThat(part).doesNotExist();
            Files.delete(file);
        }
    }

    @Test
    void whatWasKilledIsNoArchiveYet() throws Exception {
        LogInMemory source = new LogInMemory(EVENTS);
        source.readUpTo = EVENTS.get(1_200).position();
        Path file = folder.resolve("killed");
        assertThatThrownBy(() -> new Archiving(source, System::nanoTime).export(file)).isInstanceOf(LogInMemory.Killed.class);

        assertThat(file).doesNotExist();
        assertThatThrownBy(() -> new Archive(folder.resolve("killed.part")).verify(looked -> {
        })).isInstanceOf(BrokenArchive.class);

        source.readUpTo = Long.MAX_VALUE;
        new Archiving(source, System::nanoTime).export(file);
        assertThat(Files.readAllBytes(file)).isEqualTo(Files.readAllBytes(exported(EVENTS)));
    }

    @Test
    void oneFileIsOfOneStore() throws Exception {
        byte[] bytes = Files.readAllBytes(exported(EVENTS));
        Path part = folder.resolve("mixed.part");
        Files.write(part, Arrays.copyOf(bytes, bytes.length - 100));
        List<ArchivedEvent> others = EVENTS.stream().map(event -> new ArchivedEvent(event.position(), "other-" + event.id(),
                event.aggregateType(), event.aggregate(), event.sequence(), event.time(), event.type(), event.revision(), event.metadata(),
                event.payload())).toList();

        for (List<ArchivedEvent> store : List.of(others, List.<ArchivedEvent>of(), EVENTS.subList(0, 10))) {
            assertThatThrownBy(() -> new Archiving(new LogInMemory(store), System::nanoTime).export(folder.resolve("mixed")))
                    .isInstanceOf(Refused.class).hasMessageContaining("another store");
        }
        Path there = exported(List.of());
        assertThatThrownBy(() -> new Archiving(new LogInMemory(EVENTS), System::nanoTime).export(there)).isInstanceOf(Refused.class);
    }

    /** After each append that there can be. */
    @Test
    void anImportGoesOnWhereverItWasKilled() throws Exception {
        Path file = exported(EVENTS);
        for (int appends = 0; appends < 3; appends++) {
            LogInMemory target = new LogInMemory(List.of());
            target.appends = appends;
            try {
                new Archiving(target, System::nanoTime).restore(file);
            } catch (LogInMemory.Killed killed) {
                assertThat(folder.resolve("unfinished")).as("no start takes that for a whole store").exists();
                target.appends = Integer.MAX_VALUE;
                new Archiving(target, System::nanoTime).restore(file);
            }
            assertSame(target.events, EVENTS);
            assertThat(folder.resolve("unfinished")).doesNotExist();
        }
    }

    @Test
    void whereThereAreEventsNothingIsImported() throws Exception {
        Path file = exported(EVENTS);
        LogInMemory target = new LogInMemory(List.of());
        Archiving archiving = new Archiving(target, System::nanoTime);
        archiving.restore(file);

        assertThatThrownBy(() -> archiving.restore(file)).as("twice").isInstanceOf(Refused.class)
                .hasMessageContaining("1300 events already");
        assertSame(target.events, EVENTS);
        LogInMemory other = new LogInMemory(EVENTS.subList(5, 6));
        assertThatThrownBy(() -> new Archiving(other, System::nanoTime).restore(file)).isInstanceOf(Refused.class);
        assertThat(other.events).hasSize(1);
    }

    @Test
    void whatIsInTheStoreMustBeOfTheImportThatWasBegun() throws Exception {
        Path file = exported(EVENTS);
        LogInMemory target = new LogInMemory(List.of());
        target.appends = 1;
        assertThatThrownBy(() -> new Archiving(target, System::nanoTime).restore(file)).isInstanceOf(LogInMemory.Killed.class);

        LogInMemory other = new LogInMemory(EVENTS.subList(700, 900));
        assertThatThrownBy(() -> new Archiving(other, System::nanoTime).restore(file)).isInstanceOf(Refused.class)
                .hasMessageContaining("other events");
        assertThat(other.events).hasSize(200);
    }

    /** Bytes of a small archive changed all along it, and lengths that it can be cut to: nothing of it is ever written. */
    @Test
    void aBrokenArchiveIsRefusedWithThePlaceBeforeAnythingIsWritten() throws Exception {
        byte[] bytes = Files.readAllBytes(exported(EVENTS.subList(0, 2).stream().map(ArchivingTest::small).toList()));
        Path broken = folder.resolve("broken");
        LogInMemory target = new LogInMemory(List.of());
        for (int at = 0; at < bytes.length; at += 11) {
            byte[] changed = bytes.clone();
            changed[at] ^= 0x10;
            assertRefused(broken, changed, target);
            assertRefused(broken, Arrays.copyOf(bytes, at), target);
        }
        assertRefused(broken, Arrays.copyOf(bytes, bytes.length + 1), target);
        assertThat(folder.resolve("unfinished")).doesNotExist();

        byte[] large = Files.readAllBytes(exported(EVENTS));
        large[large.length / 2] ^= 1;
        Files.write(broken, large);
        assertThatThrownBy(() -> new Archiving(target, System::nanoTime).restore(broken)).hasMessageMatching(
                ".*broken is broken in block \\d, at byte \\d+, behind the event at position \\d+: its checksum is another");
    }

    private static void assertRefused(Path file, byte[] bytes, LogInMemory target) throws IOException {
        Files.write(file, bytes);
        assertThatThrownBy(() -> new Archiving(target, System::nanoTime).restore(file)).isInstanceOf(BrokenArchive.class);
        assertThat(target.events).isEmpty();
    }

    @Test
    void readingBeginsBehindAnyPosition() throws Exception {
        Archive archive = new Archive(exported(EVENTS));
        for (long after : List.of(0L, 1L, 2L, 999L, 2_000L, EVENTS.getLast().position() - 1, EVENTS.getLast().position())) {
            List<ArchivedEvent> read = new ArrayList<>();
            archive.read(after, read::addAll);
            assertSame(read, EVENTS.stream().filter(event -> event.position() > after).toList());
        }
    }

    @Test
    void theRestTakesAsLongAsThePaceSoFar() {
        Progress progress = new Progress("Exported", 100, 1_100, () -> 0);
        assertThat(progress.secondsLeft(350, Duration.ofSeconds(5).toNanos())).isEqualTo(15);
    }

    private Path exported(List<ArchivedEvent> events) throws InterruptedException {
        Path file = folder.resolve("archive-" + events.size());
        if (Files.notExists(file)) {
            new Archiving(new LogInMemory(events), System::nanoTime).export(file);
        }
        return file;
    }

    /** Records compare arrays by identity. */
    private static void assertSame(List<ArchivedEvent> events, List<ArchivedEvent> expected) {
        assertThat(events.stream().map(ArchivingTest::told).toList()).isEqualTo(expected.stream().map(ArchivingTest::told).toList());
    }

    private static List<Object> told(ArchivedEvent event) {
        return List.of(event.position(), event.id(), event.aggregateType(), event.aggregate(), event.sequence(), event.time(), event.type(),
                event.revision(), ByteBuffer.wrap(event.metadata()), ByteBuffer.wrap(event.payload()));
    }

    private static ArchivedEvent small(ArchivedEvent event) {
        return new ArchivedEvent(event.position(), event.id(), event.aggregateType(), event.aggregate(), event.sequence(), event.time(),
                event.type(), event.revision(), event.metadata(), new byte[] {1, 2, 3});
    }

    private static ArchivedEvent event(int number) {
        byte[] payload = new byte[2_000 + number % 7];
        new Random(number).nextBytes(payload);
        return new ArchivedEvent(number + number / 10L, "id-" + number, "Order", "order-ä" + number % 50, number / 50, 1_795_000_000_000L
                + number, "OrderPlaced", number % 3 == 0 ? "" : "2",
                "{\"traceparent\":\"00-%d\"}".formatted(number).getBytes(
                        StandardCharsets.UTF_8),
                payload);
    }
}
