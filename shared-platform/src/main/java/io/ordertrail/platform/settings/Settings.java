package io.ordertrail.platform.settings;

import static io.ordertrail.platform.settings.Kind.duration;
import static io.ordertrail.platform.settings.Kind.flag;
import static io.ordertrail.platform.settings.Kind.folder;
import static io.ordertrail.platform.settings.Kind.number;

import java.util.List;
import java.util.Set;

/**
 * All settings, of both sides: they are given to both together, and each takes its own. Whoever reads one asks for it by its property and finds the
 * standard there, if nothing else.
 */
final class Settings {

    static final List<Setting> ALL = List.of(
            Setting.of("server.port", Kind.port(), null, "where the API is served; 0 takes a free port")
                    .shown("8080 standalone, 8081 command side, 8082 query side"),
            Setting.of("server.address", Kind.address(), null, "who can reach it; 0.0.0.0 for everybody").shown("127.0.0.1"),
            Setting.variable("AXON_SERVER", Kind.servers(),
                    "standalone: none, events are kept in the data folder; the sides: localhost:8124",
                    "Axon Server, which keeps the events"),
            Setting.variable("MONGODB_URI", Kind.mongo(),
                    "standalone: none, views are kept in memory; the sides: mongodb://localhost:27017/ordertrail",
                    "MongoDB, a replica set, which keeps the views"),
            Setting.of("ordertrail.data", folder(), "./data", "folder of the embedded event store; one process at a time"),
            Setting.of("ordertrail.store.connections", number(4, 1_000), "64", "connections to the embedded event store"),
            Setting.of("ordertrail.cors.origins", Kind.origins(), null, "origins whose pages may call the API from a browser"),
            Setting.of("ordertrail.security.issuer", Kind.url(), null,
                    "issuer of callers' tokens; with it (or the next) nobody is let in without one (docs/operations.md). Without either, standalone is open, on"
                            + " the loopback only, and a side does not start"),
            Setting.of("ordertrail.security.jwk-set", Kind.url(), null,
                    "where the keys are by which tokens are signed, if the issuer does not tell; without an issuer beside it, anybody's who has such a key"),
            Setting.of("ordertrail.security.audience", Kind.word(1_000), "ordertrail", "what a token's aud must name"),
            Setting.of("ordertrail.security.mode", Kind.choice("none"), null,
                    "none lets everybody do everything, for a side that is to start without an issuer"),
            Setting.of("ordertrail.security.client-id", Kind.word(1_000), null,
                    "as which client of the issuer the dashboard has people log in (OpenID Connect); without one, it takes tokens as the API does"),
            Setting.of("ordertrail.security.client-secret", Kind.secretText(), null, "what that client proves itself by"),
            Setting.of("ordertrail.security.hosts", Kind.hosts(), null,
                    "names that a node is asked under (Host), beside the loopback's and its own address; under another it answers 403"),
            Setting.of("ordertrail.master-key", Kind.masterKeys(), null,
                    "what the keys are encrypted with by which personal data is; the first encrypts, the others still decrypt. With none, personal data is stored"
                            + " as it is, and nobody can be forgotten (docs/operations.md)")
                    .shown("standalone: one that it makes, in the data folder; a side does not start without"),
            Setting.of("ordertrail.node", Kind.word(100), null,
                    "what the node calls itself in GET /processors and GET /views; no two may have one name")
                    .shown("its process and machine"),
            Setting.of("ordertrail.acceptance-deadline", duration("PT0.001S", "P365D"), "PT15M",
                    "how long a restaurant has to accept a ticket"),
            Setting.of("ordertrail.deadlines.polling", duration("PT0.01S", "PT1M"), "PT1S", "how often due deadlines are looked for"),
            Setting.of("ordertrail.parked-events.polling", duration("PT0.01S", "PT1M"), "PT1S",
                    "how often parked events that are due are looked for"),
            snapshot("order", "50"), snapshot("ticket", "50"), snapshot("restaurant", "50"), snapshot("consumer", "50"),
            snapshot("delivery", "100"), snapshot("account", "100"), snapshot("courier", "100"),
            Setting.of("ordertrail.idempotency-keys.life", duration("PT1H", "P3650D"), "P1D",
                    "how long after its last use an Idempotency-Key stands for what was done with it"),
            Setting.of("ordertrail.command.threads", number(1, 1_000), "16", "clients' commands carried out at the same time"),
            Setting.of("ordertrail.processes.threads", number(1, 1_000), "40",
                    "commands of processes and deadlines carried out at the same time, beside those; no fewer than segments"),
            Setting.of("ordertrail.command.requests", number(1, 10_000), "128",
                    "commands that a node answers at the same time; one more reads 503 OVERLOADED."
                            + " Fewer than the web server has threads (200), so that reads always find one"),
            Setting.of("ordertrail.processes.longest-wait", duration("PT0.01S", "P1D"), "PT1S",
                    "while the processes of any node would need longer for what waits for them, new orders, revisions and registrations read"
                            + " 503 OVERLOADED"),
            Setting.of("ordertrail.command.cached-aggregates", number(0, 10_000_000), "10000",
                    "aggregates kept in memory between two commands on the embedded event store, 5 kB each; 0 for none"),
            Setting.of("ordertrail.command.dishes", number(0, 100_000_000), "200000",
                    "dishes of restaurants that a node keeps at hand for quotes, 0.3 kB each"),
            Setting.of("ordertrail.processes.segments", number(1, 64), "32",
                    "segments of the processes' event processor: so many orders a step at a time; where there are fewer, they are split at the"
                            + " start"),
            Setting.of("ordertrail.view.segments", number(1, 64), "4", "segments of each view; counts when a view is new")
                    .shown("4, or 1 on the embedded event store"),
            Setting.of("ordertrail.view.pause", duration("PT0S", "PT10S"), "PT0S",
                    "how long a view gathers what comes shortly after the last while nobody waits for it")
                    .shown("PT0S, or PT0.05S on the embedded event store"),
            Setting.of("ordertrail.view.batch-size", number(1, 10_000), "500", "most events folded into one write"),
            Setting.of("ordertrail.view.switch-upgraded", Kind.choice("ALWAYS", "WHEN_EQUAL", "MANUAL"), "ALWAYS",
                    "when a view of a changed projection goes live: ALWAYS once it is compared"),
            Setting.of("ordertrail.live.streams", number(1, 1_000_000), "10000",
                    "live streams that a node has at most; one more reads 503 OVERLOADED"),
            Setting.of("ordertrail.live.streams-per-caller", number(0, 1_000_000), null,
                    "live streams that one caller has at most on a node; one more reads 429. 0 for any number")
                    .shown("1000, or 0 while nobody must say who they are"),
            Setting.of("ordertrail.requests.per-minute", number(0, 1_000_000_000), null,
                    "requests that one caller may send to a node in a minute; one more reads 429. 0 for any number")
                    .shown("60000, or 0 while nobody must say who they are"),
            Setting.of("ordertrail.query.timeout", duration("PT0.01S", "PT5M"), "PT5S",
                    "for all that one request asks; a wait that it prefers comes before"),
            Setting.of("ordertrail.query.waiting", number(0, 1_000_000), "10000",
                    "requests that may wait on one node for views (Prefer: wait=); one more reads 503 OVERLOADED"),
            Setting.of("ordertrail.graphql.depth", number(1, 100), "12", "how deep an operation's fields may lie within each other"),
            Setting.of("ordertrail.graphql.cost", number(1, 40_000), "10000", "what an operation may cost (docs/graphql.md)"),
            Setting.of("ordertrail.graphql.introspection", flag(), "false", "whether GraphQL's schema can be asked for")
                    .shown("true standalone, false elsewhere"),
            Setting.of("ordertrail.graphql.graphiql", flag(), "false", "whether there is the page /graphiql")
                    .shown("true standalone, false elsewhere"),
            Setting.of("ordertrail.composition.timeout", duration("PT0.01S", "PT1M"), "PT2S",
                    "how long each part's owner is waited for where an order is composed of its parts (compose=true)"),
            Setting.of("ordertrail.subscriptions.allow-private", flag(), "false",
                    "whether subscriptions may call this machine and private networks"),
            Setting.of("ordertrail.subscriptions.timeout", duration("PT0.1S", "PT1M"), "PT10S",
                    "how long a subscriber may take to answer"),
            Setting.of("ordertrail.subscriptions.park-after", duration("PT0.1S", "P30D"), "PT1H",
                    "how long a delivery may fail before it is parked: tried once an hour, and shown"),
            Setting.of("ordertrail.partners.notifications", Kind.partner(), null, "who notifies consumers of approved orders"),
            Setting.of("ordertrail.partners.payments", Kind.partner(), null, "the payment provider, who gives money back"),
            Setting.of("ordertrail.partners.courier-firm", Kind.partner(), null, "the courier firm that is told of changed addresses"),
            Setting.of("ordertrail.partners.secret", Kind.secretText(), null, "what is signed with that partners are told"),
            Setting.of("ordertrail.mongo.timeout", duration("PT0.1S", "PT5M"), "PT5S",
                    "how long an operation on the view store may take before a caller reads 503"),
            Setting.of("ordertrail.checkpoints", folder(), "${ordertrail.data}/checkpoints", "folder of the views' checkpoints")
                    .shown("checkpoints in the data folder"),
            Setting.of("ordertrail.archive", Kind.file(), null,
                    "an archive of this event store (export FILE): rebuilds read the older events there"),
            Setting.variable("ORDERTRAIL_CURSOR_SECRET", Kind.secretText(),
                    "a random one, kept in the view store", "key that protects cursors"),
            Setting.variable("OTEL_EXPORTER_OTLP_ENDPOINT", Kind.url(), "nowhere", "where traces are sent"),
            Setting.of("management.tracing.sampling.probability", Kind.share(), null, "the share of traces that is kept")
                    .named("OTEL_TRACES_SAMPLER_ARG").shown("0.1"),
            Setting.of("logging.structured.format.console", Kind.logFormat(), null, "the form of log lines, as JSON").shown("plain text"));

    /** What the parts of the house tell each other by the same means; an operator's business is elsewhere. */
    static final Set<String> INTERNAL = Set.of("ordertrail.command.store", "ordertrail.command.sole-writer",
            "ordertrail.security.required", "ordertrail.security.open-on-loopback-only");

    private Settings() {
    }

    private static Setting snapshot(String aggregate, String events) {
        return Setting.of("ordertrail.snapshot." + aggregate, number(2, 1_000_000), events,
                "a snapshot after so many events of one aggregate");
    }
}
