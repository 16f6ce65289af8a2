package io.ordertrail.platform.signs;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.ordertrail.platform.membership.Member;
import io.ordertrail.platform.membership.Membership;
import io.ordertrail.platform.supervision.Supervised;
import io.ordertrail.platform.supervision.Supervisor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Tells this node's gauges and counters of the watched names, a document for each node, and reads everybody's. What the gauges of several nodes
 * tell is one thing seen by each of them, in a store that they share: so the highest counts, and nothing is added up.
 */
public class Signs implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Signs.class);

    private static final Duration PACE = Duration.ofSeconds(5);

    private static final Set<Meter.Type> TOLD = EnumSet.of(Meter.Type.GAUGE, Meter.Type.COUNTER);

    private static final String SIGNS = "signs";

    private final MongoCollection<Document> nodes;
    private final MeterRegistry meters;
    private final Collection<String> watched;
    private final Membership membership;
    private final LongSupplier nanos;
    private final Supervisor supervisor;
    private final Map<Meter.Id, LastHour> counted = new ConcurrentHashMap<>();
    private Supervised telling;

    /**
     * @param watched beginnings of names
     * @param nanos as {@link System#nanoTime()}
     */
    Signs(MongoDatabase database, MeterRegistry meters, Collection<String> watched, Membership membership, LongSupplier nanos,
            Supervisor supervisor) {
        // What is told anew all the time need not be there on every server.
        this.nodes = database.withWriteConcern(WriteConcern.W1).getCollection("processors.signs");
        this.meters = meters;
        this.watched = watched;
        this.membership = membership;
        this.nanos = nanos;
        this.supervisor = supervisor;
    }

    /** By name and labels; none of those that cannot be known. */
    public List<Sign> all() {
        Map<String, Sign> highest = new TreeMap<>();
        for (Document told : nodes.find(Filters.in("_id", names(membership.members())))) {
            told.getList(SIGNS, Document.class).stream()
                    .map(sign -> new Sign(sign.getString("metric"), sign.getString("labels"), sign.getDouble("value")))
                    .forEach(sign -> highest.merge("%s{%s}".formatted(sign.metric(), sign.labels()), sign,
                            (one, other) -> one.value() >= other.value() ? one : other));
        }
        return List.copyOf(highest.values());
    }

    private static List<String> names(List<Member> members) {
        return members.stream().map(Member::node).toList();
    }

    void tell() {
        List<Document> signs = meters.getMeters().stream()
                .filter(this::isWatched).map(this::written).filter(sign -> Double.isFinite(sign.getDouble("value"))).toList();
        nodes.replaceOne(Filters.eq(membership.node()), new Document(SIGNS, new ArrayList<>(signs)), new ReplaceOptions().upsert(true));
    }

    private boolean isWatched(Meter meter) {
        return TOLD.contains(meter.getId().getType()) && watched.stream().anyMatch(meter.getId().getName()::startsWith);
    }

    private Document written(Meter meter) {
        String labels = meter.getId().getTags().stream().map(tag -> tag.getKey() + "=" + tag.getValue()).collect(Collectors.joining(","));
        return new Document("metric", meter.getId().getName()).append("labels", labels)
                .append("value", valueOf(meter));
    }

    private double valueOf(Meter meter) {
        double value = meter.measure().iterator().next().getValue();
        return meter.getId().getType() == Meter.Type.GAUGE
                ? value
                : counted.computeIfAbsent(meter.getId(), first -> new LastHour(nanos.getAsLong())).of(value, nanos.getAsLong());
    }

    @Override
    public synchronized void start() {
        if (telling == null) {
            telling = supervisor.every("signs", PACE, this::tell);
        }
    }

    @Override
    public synchronized void stop() {
        if (telling != null) {
            telling.close();
            telling = null;
            try {
                nodes.deleteOne(Filters.eq(membership.node()));
                // And after those that could not; one that is new to this node tells again soon.
                nodes.deleteMany(Filters.nin("_id", names(membership.look())));
            } catch (RuntimeException e) {
                LOG.debug("Cannot say goodbye", e);
            }
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return telling != null;
    }
}
