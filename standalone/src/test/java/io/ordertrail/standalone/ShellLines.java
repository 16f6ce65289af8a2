package io.ordertrail.standalone;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The commands that the documents show, in blocks that are indented by four spaces, or fenced as {@code sh}. Those that ask a running system are run; why
 * others are not, each by what it begins with, stands here.
 */
final class ShellLines {

    private static final Map<String, String> NOT_RUN = Map.of(
            "./mvnw", "a build within the build; those of README.md are what every build and every trial begins with",
            "SPRING_PROFILES_ACTIVE=", "a build within the build; DemoTest begins the same",
            "AXON_SERVER=", "a build within the build, and on servers that are elsewhere",
            "MONGOD=", "likewise",
            "java ", "the jar is made after the tests; StartTest begins the same main class",
            "unzip ", "likewise; SupplyChainTest reads what it shows",
            "docker ", "there is no Docker where tests run",
            "MONGODB_TEST_URI=", "benchmarks, for an hour");

    private final List<String> commands = new ArrayList<>();
    private final Set<String> languages = new TreeSet<>();

    private ShellLines() {
    }

    static ShellLines of(Path root) throws IOException {
        ShellLines lines = new ShellLines();
        lines.read(root.resolve("README.md"));
        lines.read(root.resolve("SECURITY.md"));
        for (String folder : List.of("docs", "docs/adr", "axonserver", "benchmarks")) {
            try (Stream<Path> files = Files.list(root.resolve(folder))) {
                for (Path file : files.filter(file -> file.toString().endsWith(".md")).sorted().toList()) {
                    lines.read(file);
                }
            }
        }
        return lines;
    }

    private void read(Path file) throws IOException {
        String fence = null;
        StringBuilder block = new StringBuilder();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("```")) {
                fence = fence == null ? line.substring(3).strip() : null;
                if (fence != null) {
                    languages.add(fence);
                }
            } else if (fence == null && line.startsWith("    ") || "sh".equals(fence)) {
                block.append(fence == null ? line.substring(4) : line).append('\n');
            } else {
                take(block);
            }
        }
        take(block);
    }

    /** A command may go on below, after a backslash or as what a mark ends. */
    private void take(StringBuilder block) {
        String mark = null;
        StringBuilder command = new StringBuilder();
        for (String line : block.toString().lines().toList()) {
            command.append(line).append('\n');
            if (mark == null && line.contains("<<'")) {
                mark = line.replaceFirst(".*<<'(\\w+)'.*", "$1");
            } else if (line.equals(mark)) {
                mark = null;
            }
            if (mark == null && !line.endsWith("\\")) {
                commands.add(command.toString());
                command.setLength(0);
            }
        }
        block.setLength(0);
    }

    Set<String> languages() {
        return languages;
    }

    List<String> runnable() {
        return commands.stream().filter(command -> command.contains("curl ")).toList();
    }

    List<String> unexplained() {
        return commands.stream().filter(command -> !command.contains("curl ") && NOT_RUN.keySet().stream().noneMatch(command::startsWith))
                .toList();
    }

    /**
     * Each as it stands, but for where the system and its issuer are, and faster than a person: what is refused because it is not in a view yet is asked again. An answer
     * that stays none ends the script, and so does a variable that nobody has set. A stream has no end, and is given a second.
     */
    String script(String address, URI issuer) {
        return runnable().stream().collect(Collectors.joining("", """
                set -euo pipefail
                curl() {
                    local limit=60 enough=0
                    if [ "$1" = -N ]; then
                        limit=1 enough=28
                    fi
                    for attempt in {1..40}; do
                        local status=0
                        command curl -sS --fail --max-time $limit "$@" || status=$?
                        if [ $status = 0 ] || [ $status = $enough ]; then
                            return 0
                        fi
                        sleep 0.25
                    done
                    return 1
                }
                """, "\n")).replace("localhost:8080", address.replace("http://", "")).replace("localhost:9000", issuer.getAuthority());
    }
}
