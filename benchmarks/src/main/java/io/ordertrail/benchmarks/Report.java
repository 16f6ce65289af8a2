package io.ordertrail.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.axonframework.config.Configurer;

/** What is measured, as Markdown, on the screen and at the end of a file. */
final class Report {

    private final PrintStream screen;
    private final Path file;

    /** @param file null for none */
    Report(PrintStream screen, Path file) {
        this.screen = screen;
        this.file = file;
    }

    void say(String line, Object... values) {
        String text = String.format(Locale.ROOT, line, values);
        screen.println(text);
        if (file != null) {
            try {
                Files.writeString(file, text + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new IllegalStateException("%s cannot be written".formatted(file), e);
            }
        }
    }

    /** The machine and what runs on it. */
    void surroundings(QuerySystem system) {
        say("");
        say("On %s: %d processors (%s), %s %s, Java %s, heap at most %,d MiB, Axon Framework %s, HSQLDB %s; load average %s at the beginning.",
                system.store(), Runtime.getRuntime().availableProcessors(), processor(), System.getProperty("os.name"),
                System.getProperty("os.version"), System.getProperty("java.version"), Heap.bound(),
                Configurer.class.getPackage().getImplementationVersion(), org.hsqldb.Database.class.getPackage().getImplementationVersion(),
                Meter.load());
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name")).map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst().orElse("?");
        } catch (IOException e) {
            return "?";
        }
    }
}
