package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That docs/recipes.md speaks of what there is. The kind: a recipe that a renaming has left behind. */
class RecipesTest {

    private static final Path ROOT = Path.of("..");

    /** A class, a package below {@code io.ordertrail}, a file, a setting. */
    private static final Pattern CLASS = Pattern.compile("`([A-Z][A-Za-z]+)`");
    private static final Pattern PACKAGE = Pattern.compile("`((?:command|query|views|platform)\\.[a-z.]+)`");
    private static final Pattern FILE = Pattern.compile("`((?:[a-z-]+/)*[a-z-]+\\.(?:json|properties|graphqls))`");
    private static final Pattern SETTING = Pattern.compile("`\\$\\{([a-z.]+)}`");

    @Test
    void eachNameIsSomethings() throws IOException {
        String recipes = Files.readString(ROOT.resolve("docs/recipes.md"));
        Set<Path> files = files();
        Set<String> names = files.stream().map(file -> file.getFileName().toString()).collect(Collectors.toSet());

        assertThat(found(CLASS, recipes)).hasSizeGreaterThan(20).allMatch(name -> names.contains(name + ".java"));
        assertThat(found(PACKAGE, recipes)).isNotEmpty().allMatch(name -> files.stream().map(Path::toString)
                .anyMatch(file -> file.endsWith("io/ordertrail/" + name.replace('.', '/') + "/package-info.java")));
        assertThat(found(FILE, recipes)).isNotEmpty().allMatch(name -> files.stream().anyMatch(file -> file.endsWith(name)));
        // The table there is held against the settings by a test of its own.
        assertThat(found(SETTING, recipes)).isNotEmpty().allMatch(Files.readString(ROOT.resolve("README.md"))::contains);
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult match) -> match.group(1)).distinct().toList();
    }

    private static Set<Path> files() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return Stream.concat(Stream.of(ROOT.resolve("docs")), modules.map(module -> module.resolve("src")).filter(Files::isDirectory))
                    .flatMap(RecipesTest::below).collect(Collectors.toSet());
        }
    }

    private static Stream<Path> below(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
