package io.ordertrail.views.schedule;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.membership.Membership;
import io.ordertrail.platform.membership.Moment;
import io.ordertrail.views.following.View;
import io.ordertrail.views.history.AggregateStreams;
import io.ordertrail.views.membership.Nodes;
import io.ordertrail.views.projection.Projection;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * Faults put back, one at a time: what the machinery asks the store loses a condition, or what one of its parts asks another is answered wrongly. A
 * schedule test that does not find them proves nothing.
 */
public enum Planted {

    NONE(0, "nothing"),
    LATE_SWITCH(24, "a switch is written although it was void"),
    TWO_AT_ONCE(2, "a rebuild begins beside another, or amid a switch"),
    HIGH_WATER(5, "a share's low water is what was read, not what is written"),
    NO_REVISIONS(0, "documents are replaced whatever has been written since they were read"),
    OVERWRITTEN(0, "a new document takes the place of one that is there"),
    POSITION_FIRST(1, "a segment's position is stored before its documents are"),
    KEPT_FOR_NOBODY(125, "nodes of the version before lose their generation when a rebuild begins"),
    SWITCHING_FOR_EVER(6, "a switch that was left behind stays"),
    ONE_PRIMARY(7, "what was written under a primary that is no more counts as there"),
    UNGUARDED_SUMS(3, "sums are replaced whatever has been written since they were read"),
    BY_TIME(0, "events are brought forward in the order of their times"),
    SHARED_OUT_AMONG_ALL(5, "segments are shared out among nodes that do not follow the generation"),
    WAITS_FOR_NOBODY(1, "a switch does not wait for the nodes to hold their queries back"),
    BEHIND(69, "a generation becomes live that is behind the one before"),
    NEVER_GONE(5, "what a dead node had stays its own"),
    OLD_NEWS(19, "a node answers however old what it knows is"),
    JOINS_UNHEARD(102, "a node that has joined is not known before its first beat"),
    ENDED_BY_A_FAILURE(11, "the watch of the pointers ends with its first failure"),
    FOLLOWED_TOO_LATE(1, "a built generation is followed from a few events too late"),
    ANY_TOKEN(1, "tokens are not looked at"),
    WALL_CLOCK(5, "the wall clock decides who is gone"),
    IMPATIENT(7, "verification does not wait for what is on its way"),
    FREE_FOR_ALL(4, "what a living node has may be taken from it");

    /** What is asked of the machinery's parts, redirected to a method here of the same name; see {@link Redirects}. */
    static final Map<String, String> CALLS = Stream.of(
            call("io/ordertrail/views/membership/Nodes", "following", "(Ljava/lang/String;I)Ljava/util/List;"),
            call("io/ordertrail/views/membership/Nodes", "of", "(Ljava/lang/String;)Ljava/util/List;"),
            call("io/ordertrail/views/membership/Nodes", "tell", "()V"),
            call("io/ordertrail/views/membership/Nodes", "isFree", "(Ljava/lang/String;)Z"),
            call("io/ordertrail/platform/membership/Membership", "isFree", "(Ljava/lang/String;)Z"),
            call("io/ordertrail/views/following/View", "head", "()J"),
            call("io/ordertrail/views/following/View", "position", "(I)J"),
            call("io/ordertrail/views/membership/Nodes", "hasPlace", "()Z"),
            call("io/ordertrail/platform/membership/Moment", "until", "(Lio/ordertrail/platform/membership/Moment;)Ljava/time/Duration;"),
            call("io/ordertrail/views/projection/Projection", "shown", "(Ljava/util/Collection;)Ljava/util/List;"),
            call("io/ordertrail/views/history/AggregateStreams", "read", "(Ljava/util/Map;Ljava/util/function/Function;)Ljava/util/List;"))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    private static final Pattern INDEX = Pattern.compile("(\"globalIndex\":)(-?\\d+)");

    private static volatile Planted present = NONE;
    private static volatile Supplier<List<String>> nodes = List::of;

    private final long shownBy;
    private final String what;

    /** @param shownBy the first seed that has shown it; 0 if none is known */
    Planted(long shownBy, String what) {
        this.shownBy = shownBy;
        this.what = what;
    }

    private static Map.Entry<String, String> call(String owner, String name, String descriptor) {
        return new SimpleEntry<>(owner + "." + name + descriptor, "(L" + owner + ";" + descriptor.substring(1));
    }

    /** @param alive names of the nodes that run */
    void plant(Supplier<List<String>> alive) {
        present = this;
        nodes = alive;
    }

    long shownBy() {
        return shownBy;
    }

    String what() {
        return what;
    }

    // What the store is asked.

    BsonDocument filter(String collection, BsonDocument filter, BsonDocument update) {
        boolean switches = collection.equals("views") && update.containsKey("$set") && update.getDocument("$set").containsKey("live");
        return switch (this) {
            case LATE_SWITCH -> switches ? without(filter, "switching.id") : filter;
            case TWO_AT_ONCE -> collection.equals("views") && update.containsKey("$set") && update.getDocument("$set").containsKey("last")
                    ? without(filter, "rebuild.active", "switching", "last", "rebuild.id", "rebuild.status", "former", "live") : filter;
            case NO_REVISIONS -> collection.matches(".+\\.\\d+") ? without(filter, "rev") : filter;
            case UNGUARDED_SUMS -> collection.endsWith(".parts") || collection.endsWith(".sums") ? without(filter, "rev") : filter;
            default -> filter;
        };
    }

    private static BsonDocument without(BsonDocument filter, String... names) {
        BsonDocument left = new BsonDocument();
        filter.forEach((name, value) -> {
            if (name.equals("$and")) {
                left.put(name, new BsonArray(value.asArray().stream().map(part -> (BsonValue) without(part.asDocument(), names)).toList()));
            } else if (!Set.of(names).contains(name)) {
                left.put(name, value);
            }
        });
        return left;
    }

    BsonDocument update(String collection, BsonDocument update) {
        BsonDocument set = update.getDocument("$set", new BsonDocument());
        switch (this) {
            case HIGH_WATER -> {
                if (collection.endsWith(".shares") && set.containsKey("read")) {
                    return new BsonDocument("$set", set.clone().append("position", set.get("read")));
                }
            }
            case POSITION_FIRST -> {
                if (collection.endsWith(".tokens") && set.isString("token")) {
                    Matcher index = INDEX.matcher(set.getString("token").getValue());
                    String ahead = index.replaceAll(found -> found.group(1) + (Long.parseLong(found.group(2)) + 1));
                    BsonDocument changed = update.clone();
                    changed.getDocument("$set").put("token", new BsonString(ahead));
                    return changed;
                }
            }
            case KEPT_FOR_NOBODY -> {
                if (collection.equals("views") && set.containsKey("kept")) {
                    BsonDocument changed = update.clone();
                    changed.getDocument("$set").remove("kept");
                    return changed;
                }
            }
            case SWITCHING_FOR_EVER -> {
                if (collection.equals("views") && set.isEmpty() && update.containsKey("$unset")
                        && update.getDocument("$unset").keySet().equals(Set.of("switching"))) {
                    return new BsonDocument();
                }
            }
            case FOLLOWED_TOO_LATE -> {
                if (collection.equals("views") && set.isInt64("rebuild.following")) {
                    BsonDocument changed = update.clone();
                    changed.getDocument("$set").put("rebuild.following", new BsonInt64(set.getInt64("rebuild.following").getValue() + 2));
                    return changed;
                }
            }
            default -> {
                return update;
            }
        }
        return update;
    }

    boolean overwrites(String collection) {
        return this == OVERWRITTEN && collection.matches(".+\\.\\d+");
    }

    int term(int term) {
        return this == ONE_PRIMARY ? 1 : term;
    }

    // What the machinery's parts ask each other.

    private boolean isAskedBy(String type, String method) {
        return present == this && StackWalker.getInstance().walk(frames -> frames.skip(2).limit(6)
                .anyMatch(frame -> frame.getClassName().endsWith("." + type) && (method == null || frame.getMethodName().equals(method))));
    }

    public static List<String> following(Nodes nodes, String view, int generation) {
        return present == SHARED_OUT_AMONG_ALL ? Planted.nodes.get() : nodes.following(view, generation);
    }

    public static List<Nodes.Report> of(Nodes nodes, String view) {
        return WAITS_FOR_NOBODY.isAskedBy("Switching", null) ? List.of() : nodes.of(view);
    }

    public static void tell(Nodes nodes) {
        if (!JOINS_UNHEARD.isAskedBy("Nodes", "report")) {
            nodes.tell();
        }
    }

    public static boolean isFree(Nodes nodes, String owner) {
        return present == FREE_FOR_ALL || (present == NEVER_GONE ? owner == null : nodes.isFree(owner));
    }

    public static boolean isFree(Membership membership, String owner) {
        return present == FREE_FOR_ALL || (present == NEVER_GONE ? owner == null : membership.isFree(owner));
    }

    public static long head(View<?> view) {
        return BEHIND.isAskedBy("Switching", null) ? 0 : view.head();
    }

    public static long position(View<?> view, int generation) {
        return IMPATIENT.isAskedBy("Passing", null) ? Long.MAX_VALUE : view.position(generation);
    }

    public static boolean hasPlace(Nodes nodes) {
        return present == OLD_NEWS || nodes.hasPlace();
    }

    public static Duration until(Moment moment, Moment later) {
        return present == OLD_NEWS ? Duration.ZERO : moment.until(later);
    }

    public static List<ConsistencyToken> shown(Projection<?> projection, Collection<ConsistencyToken> tokens) {
        return present == ANY_TOKEN ? List.of() : projection.shown(tokens);
    }

    public static <T> List<T> read(AggregateStreams streams, Map<String, AggregateStreams.Stretch> aggregates,
            Function<DomainEventMessage<?>, T> of) {
        if (present != BY_TIME) {
            return streams.read(aggregates, of);
        }
        List<Map.Entry<Instant, T>> timed = new ArrayList<>(streams.<Map.Entry<Instant, T>>read(aggregates, event -> {
            T made = of.apply(event);
            return made == null ? null : new SimpleEntry<>(event.getTimestamp(), made);
        }));
        timed.sort(Comparator.comparing(Map.Entry::getKey));
        return timed.stream().map(Map.Entry::getValue).toList();
    }

    static long nanos(Schedule.Machine machine) {
        if (OLD_NEWS.isAskedBy("Watch", "fresh")) {
            return Long.MIN_VALUE / 2;
        }
        return WALL_CLOCK.isAskedBy("Moment", null) ? TimeUnit.MILLISECONDS.toNanos(machine.currentTimeMillis()) : machine.nanoTime();
    }

    /** How long a task of the supervisor's rests. */
    static long pause(Schedule.Strand strand, long asked, long nanos) {
        boolean failed = present == ENDED_BY_A_FAILURE && strand.name().equals("views-watch") && asked > TimeUnit.MILLISECONDS.toNanos(99);
        return failed ? TimeUnit.DAYS.toNanos(1) : nanos;
    }
}
