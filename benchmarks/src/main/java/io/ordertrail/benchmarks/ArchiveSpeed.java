package io.ordertrail.benchmarks;

import io.ordertrail.platform.archive.Archive;
import io.ordertrail.platform.archive.Archiving;
import io.ordertrail.platform.archive.EventLog;
import io.ordertrail.standalone.ArchivedStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** A history written into an archive, read from it, and written from it into an empty store: bytes alone, each in one thread. */
final class ArchiveSpeed {

    private static final double NANOS = 1e9;

    private final Options options;
    private final Report report;

    ArchiveSpeed(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    private interface Step {

        void run() throws InterruptedException;
    }

    void run() throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("archive");
        try {
            for (long size : options.sizes()) {
                measure(EventFolder.of(options.cache(), options.history(size)), work.resolve(Long.toString(size)));
            }
        } finally {
            FileSystemUtils.deleteRecursively(work);
        }
    }

    private void measure(Path folder, Path work) throws InterruptedException, IOException {
        Files.createDirectories(work);
        Path file = work.resolve("archive");
        Archive archive = new Archive(file);
        try (ConfigurableApplicationContext source = store(folder)) {
            EventLog log = source.getBean(EventLog.class);
            long events = log.count();
            report.say("");
            report.say("### An archive of %,d events, embedded store; load %s", events, Meter.load());
            report.say("");
            double store = seconds(() -> log.read(0, event -> {
            }));
            double export = seconds(() -> new Archiving(log, System::nanoTime).export(file));
            long[] bytes = {0};
            double reading = seconds(() -> archive.read(0, block -> block.forEach(event -> bytes[0] += event.payload().length)));
            report.say("- The file: %.1f MB, %.0f bytes an event, of %.0f of payload", Files.size(file) / 1e6,
                    (double) Files.size(file) / events, (double) bytes[0] / events);
            report.say("- Export, with reading it again to see that it is whole: %.1f s, %,.0f events/s", export, events / export);
            report.say("- **Merely reading the archive: %,.0f events/s**; the store's table %,.0f", events / reading, events / store);
            report.say("- Archive ÷ store, merely reading: %.2f", store / reading);
        }
        try (ConfigurableApplicationContext target = store(work.resolve("data"))) {
            EventLog log = target.getBean(EventLog.class);
            double restore = seconds(() -> new Archiving(log, System::nanoTime).restore(file));
            report.say("- Import, each 500 events on disk before the next: %.1f s, %,.0f events/s", restore, log.count() / restore);
        }
    }

    private static ConfigurableApplicationContext store(Path folder) {
        return new SpringApplicationBuilder(ArchivedStores.class).web(WebApplicationType.NONE).run(EventFolder.arguments(folder));
    }

    private static double seconds(Step step) throws InterruptedException {
        long began = System.nanoTime();
        step.run();
        return (System.nanoTime() - began) / NANOS;
    }
}
