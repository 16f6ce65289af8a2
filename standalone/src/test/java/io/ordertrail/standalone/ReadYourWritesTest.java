package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.standalone.Kinds.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Whoever brings a token never reads less than its command did, whatever happens to the views meanwhile, on two query nodes. How long such a
 * run must be is found out by the same run without the check. Longer: {@code -Dtest=ReadYourWritesTest -Dtokens.tries=100000}, another one:
 * {@code -Dtokens.seed=2}.
 */
class ReadYourWritesTest {

    private static final int TRIES = Integer.getInteger("tokens.tries", 1_500);
    private static final long SEED = Long.getLong("tokens.seed", 1);

    /** So much longer than without the check is the run with it, at least. */
    private static final int TIMES = 10;

    @Test
    void whoBringsATokenNeverReadsLessThanItsCommandDid(@TempDir(factory = MemoryTempDir.class) Path data,
            @TempDir(factory = MemoryTempDir.class) Path other) throws Exception {
        int untilStale = withoutTheCheck(other);
        try (Nodes nodes = new Nodes(data, context -> {
        })) {
            Map<String, Optional<Kind>> kinds = nodes.kinds();
            assertThat(kinds).as("Every documented GET that takes tokens must stand in Kinds")
                    .allSatisfy((path, kind) -> assertThat(kind).as(path).isPresent());
            TokenChecker checker = new TokenChecker(nodes.commands(), nodes::all, kinds, SEED);
            long began = System.nanoTime();
            Disturbance disturbance = run(nodes, checker, Math.max(TRIES, TIMES * untilStale), false);
            System.out.printf("Read your writes: %s; disturbed by %s; %d s. Without the check the first stale answer came at try %d.%n",
                    checker.report(), disturbance, Duration.ofNanos(System.nanoTime() - began).toSeconds(), untilStale);
            assertThat(checker.stale).isEmpty();
            assertThat(checker.tried()).isGreaterThanOrEqualTo(TIMES * untilStale);
            assertThat(checker.tries.keySet()).as("kinds that were answered").isEqualTo(kinds.keySet());
        }
    }

    private static int withoutTheCheck(Path data) throws Exception {
        try (Nodes nodes = new Nodes(data, UncheckedViews::install)) {
            TokenChecker checker = new TokenChecker(nodes.commands(), nodes::all, nodes.kinds(), SEED);
            run(nodes, checker, TRIES, true);
            assertThat(checker.triesUntilStale.get()).as("tries until a stale answer, without the check").isPositive();
            return checker.triesUntilStale.get();
        }
    }

    private static Disturbance run(Nodes nodes, TokenChecker checker, int tries, boolean untilStale) throws Exception {
        Disturbance disturbance = new Disturbance(nodes::all, nodes::restart, SEED);
        try {
            checker.run(tries, untilStale);
        } finally {
            disturbance.close();
        }
        return disturbance;
    }

    /** The system with a second query node. */
    private static final class Nodes implements AutoCloseable {

        private final Path data;
        private final ApplicationContextInitializer<ConfigurableApplicationContext> more;
        private final RunningSystem system;
        private volatile QueryNode second;

        Nodes(Path data, ApplicationContextInitializer<ConfigurableApplicationContext> more) {
            this.data = data;
            this.more = more;
            // The second node has no key of what the embedded store keeps keys for.
            system = RunningSystem.start(data, Map.of("ordertrail.master-key", "none"), more);
            second = QueryNode.start(system, data, "second", more);
        }

        Api commands() {
            return system.api();
        }

        /** Not the second while it is being restarted. */
        List<Api> all() {
            QueryNode other = second;
            return other == null ? List.of(system.api()) : List.of(system.api(), other.api());
        }

        void restart() {
            QueryNode former = second;
            second = null;
            former.close();
            second = QueryNode.start(system, data, "second", more);
        }

        Map<String, Optional<Kind>> kinds() {
            return Kinds.documented(system.api().get("/v3/api-docs").expect(200).body());
        }

        @Override
        public void close() {
            second.close();
            system.close();
        }
    }
}
