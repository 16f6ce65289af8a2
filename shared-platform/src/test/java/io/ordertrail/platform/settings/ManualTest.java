package io.ordertrail.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That settings are written down once, and read as they are written down. */
class ManualTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern READ = Pattern.compile("\\$\\{(ordertrail\\.[a-z.-]+|[A-Z_]{4,})[:}]");

    /** With {@code -Dreadme=write} it is made so. */
    private static final boolean WRITE = "write".equals(System.getProperty("readme"));

    @Test
    void theReadmeHasThem() throws IOException {
        Path readme = ROOT.resolve("README.md");
        List<String> lines = Files.readAllLines(readme);
        int begin = lines.indexOf("|---|---|---|---|---|") + 1;
        List<String> rows = lines.stream().skip(begin).takeWhile(line -> line.startsWith("|")).toList();
        if (WRITE) {
            Files.write(readme, Stream.of(lines.stream().limit(begin), Manual.rows().stream(), lines.stream().skip(begin + rows.size()))
                    .flatMap(part -> part).toList());
        } else {
            assertThat(rows).as("the README's table; mvn -Dreadme=write -Dtest=ManualTest writes it").isEqualTo(Manual.rows());
        }
    }

    @Test
    void whoReadsASettingReadsAKnownOneAndEachIsRead() {
        Set<String> read = sources().flatMap(source -> READ.matcher(source).results()).map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> known = Settings.ALL.stream().flatMap(setting -> Stream.of(setting.property(), setting.variable()))
                .collect(Collectors.toCollection(TreeSet::new));
        known.addAll(Settings.INTERNAL);

        assertThat(read).isNotEmpty().isSubsetOf(known);
        String all = sources().filter(source -> !source.contains("class Settings {")).collect(Collectors.joining());
        assertThat(Settings.ALL).extracting(Setting::property).filteredOn(property -> property.startsWith("ordertrail."))
                .allMatch(property -> all.contains("${%s}".formatted(property)) || all.contains("${%s:".formatted(property))
                        || all.contains("\"%s\"".formatted(property)));
    }

    private static Stream<String> sources() {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.map(module -> module.resolve("src/main")).filter(Files::isDirectory).flatMap(ManualTest::below).toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> below(Path main) {
        try (Stream<Path> files = Files.walk(main)) {
            return files.filter(file -> file.toString().matches(".*\\.(java|properties)")).map(ManualTest::text).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
