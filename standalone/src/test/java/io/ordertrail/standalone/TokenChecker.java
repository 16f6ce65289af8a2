package io.ordertrail.standalone;

import io.ordertrail.standalone.Api.Answer;
import io.ordertrail.standalone.Kinds.Kind;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Some people who command, and at once ask about it with the tokens they got, whatever goes on meanwhile; and what was wrong with the answers. */
final class TokenChecker {

    private static final int PEOPLE = 6;
    private static final int QUESTIONS_PER_COMMAND = 4;
    /** A long run says so often how far it is. */
    private static final int SAY_EVERY = 5_000;
    /** As GraphQL says it of a field. */
    private static final Set<String> NOT_NOW = Set.of("VIEW_BEHIND", "UNAVAILABLE", "OVERLOADED");
    private static final String[] PATIENCE = {"wait=0", "wait=1", "wait=5", "wait=30"};

    private final Api commands;
    private final Supplier<List<Api>> nodes;
    private final List<Kind> kinds;
    private final long seed;

    /** Answers with 200 to questions with tokens, by kind. */
    final Map<String, AtomicInteger> tries = new ConcurrentHashMap<>();
    final AtomicInteger withoutTokens = new AtomicInteger();
    final AtomicInteger behind = new AtomicInteger();
    final AtomicInteger notNow = new AtomicInteger();
    final Queue<String> stale = new ConcurrentLinkedQueue<>();
    final AtomicInteger triesUntilStale = new AtomicInteger();
    private final AtomicInteger tried = new AtomicInteger();
    private volatile boolean over;

    /** @param nodes of the query side, as they are at the time */
    TokenChecker(Api commands, Supplier<List<Api>> nodes, Map<String, Optional<Kind>> kinds, long seed) {
        this.commands = commands;
        this.nodes = nodes;
        this.kinds = kinds.values().stream().flatMap(Optional::stream).toList();
        this.seed = seed;
    }

    int tried() {
        return tried.get();
    }

    /**
     * Until so many answers have been judged.
     *
     * @param untilStale whether the first stale answer is the end, too
     */
    void run(int wanted, boolean untilStale) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> people = new ArrayList<>();
            for (int i = 0; i < PEOPLE; i++) {
                long own = seed + i;
                people.add(threads.submit(() -> {
                    live(new Person(commands, own), wanted, untilStale);
                    return null;
                }));
            }
            for (Future<?> person : people) {
                try {
                    person.get();
                } finally {
                    over |= person.state() == Future.State.FAILED;
                }
            }
        }
    }

    private void live(Person person, int wanted, boolean untilStale) {
        while (!over && tried.get() < wanted && !(untilStale && !stale.isEmpty())) {
            person.command();
            for (int i = 0; i < QUESTIONS_PER_COMMAND; i++) {
                ask(person);
            }
        }
    }

    private void ask(Person person) {
        Kind kind = person.any(kinds);
        List<Fact> facts = person.facts.stream().filter(kind::isAbout).toList();
        if (facts.isEmpty()) {
            return;
        }
        // The latest is the hardest; with it comes another one, or none.
        Fact latest = facts.getLast();
        Fact other = person.any(List.copyOf(person.facts));
        List<Fact> brought = switch (person.oneOf(8)) {
            case 0 -> List.<Fact>of();
            case 1, 2 -> List.of(latest, other);
            default -> List.of(latest);
        };
        if (kind.summing() && !brought.isEmpty()) {
            brought = facts;
        }
        List<String> headers = new ArrayList<>(List.of("Prefer", PATIENCE[person.oneOf(PATIENCE.length)]));
        if (!brought.isEmpty()) {
            headers.addAll(List.of("Consistency-Token", String.join(",", brought.stream().map(Fact::token).toList())));
        }
        Answer answer = send(person.any(nodes.get()), kind.question().apply(person, latest), headers);
        if (answer != null) {
            judge(answer, kind, brought, latest, person);
        }
    }

    /** A node may be just stopping, or starting. */
    private static Answer send(Api node, String path, List<String> headers) {
        try {
            String[] all = headers.toArray(String[]::new);
            return path.startsWith("{") ? node.post("/graphql", Api.JSON.createObjectNode().put("query", path).toString(), all)
                    : node.get(path, all);
        } catch (UncheckedIOException gone) {
            return null;
        }
    }

    private void judge(Answer answer, Kind kind, List<Fact> brought, Fact latest, Person person) {
        String code = answer.body().at("/errors/0/extensions/code").asString(answer.code());
        if (answer.status() == 503 || NOT_NOW.contains(code)) {
            (code.equals("VIEW_BEHIND") ? behind : notNow).incrementAndGet();
        } else if (brought.isEmpty()) {
            // Without a token anything may be said, but nothing wrong.
            if (answer.status() != 404) {
                answer.expect(200);
            }
            withoutTokens.incrementAndGet();
        } else {
            int number = tried.incrementAndGet();
            if (number % SAY_EVERY == 0) {
                System.out.printf("%d answers with tokens judged, %d stale%n", number, stale.size());
            }
            tries.computeIfAbsent(kind.path(), path -> new AtomicInteger()).incrementAndGet();
            boolean fresh = answer.status() == 200 && brought.stream().allMatch(
                    fact -> !kind.isAbout(fact) || !concernsSame(fact, latest) || kind.judge().shows(answer.body(), fact, person));
            if (!fresh) {
                triesUntilStale.compareAndSet(0, number);
                String told = "%s answered %d %s although it was to show %s".formatted(answer.raw().uri(), answer.status(),
                        answer.raw().body(), brought);
                stale.add(told);
                // At once: among the lines of what went on then.
                System.out.println(told);
            } else if (kind.path().equals("/events")) {
                person.position = answer.body().path("next").asLong();
            }
        }
    }

    /** The question was about the latest; another fact may be about another order. */
    private static boolean concernsSame(Fact fact, Fact latest) {
        return fact == latest || fact.order() == null || fact.order().equals(latest.order());
    }

    String report() {
        return "%d answers with tokens judged, %d stale; %d without tokens; 503 %d times as the view was behind, %d times otherwise; by kind %s"
                .formatted(tried.get(), stale.size(), withoutTokens.get(), behind.get(), notNow.get(), new TreeMap<>(tries));
    }
}
