package io.ordertrail.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What it costs a rebuild that personal data is encrypted: the same history, stored both ways, rebuilt from in turns. */
final class Encryption {

    private final Options options;
    private final Report report;

    Encryption(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    /** At the first size, on the embedded view store: two systems at one time, of which one rests. */
    void run() throws InterruptedException {
        History history = options.history(options.sizes().getFirst());
        Path encrypted = EventFolder.of(options.cache(), history);
        Path plain = EventFolder.of(options.cache(), history.folder() + "-plain", () -> new Trade(history), "--ordertrail.master-key=none");
        try (QuerySystem with = QuerySystem.start(encrypted, null); QuerySystem without = QuerySystem.start(plain, null)) {
            report.surroundings(with);
            report.say("");
            report.say("### Encryption, %s events, %s", history.size(), with.store());
            report.say("");
            for (int i = 0; i < options.warmUp() / with.events() / 2; i++) {
                Rebuilding.run(without);
                Rebuilding.run(with);
            }
            List<Double> plainly = new ArrayList<>();
            List<Double> encryptedly = new ArrayList<>();
            for (int i = 0; i < options.repetitions(); i++) {
                plainly.add(Rebuilding.run(without).whole().seconds());
                encryptedly.add(Rebuilding.run(with).whole().seconds());
            }
            report.say("- Rebuild of what is stored in plain text, compared and switched, median of %d: %.2f s; encrypted: %.2f s; load %s",
                    plainly.size(), median(plainly), median(encryptedly), Meter.load());
            report.say("- **Encrypted ÷ plain: %.2f**", median(encryptedly) / median(plainly));
        }
    }

    private static double median(List<Double> seconds) {
        return seconds.stream().sorted(Comparator.naturalOrder()).toList().get(seconds.size() / 2);
    }
}
