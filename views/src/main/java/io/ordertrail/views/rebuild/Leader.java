package io.ordertrail.views.rebuild;

import io.ordertrail.views.checkpoint.Checkpoints;
import io.ordertrail.views.documents.Documents;
import io.ordertrail.views.documents.Securing;
import io.ordertrail.views.documents.ViewStore;
import io.ordertrail.views.following.Readers;
import io.ordertrail.views.following.View;
import io.ordertrail.views.following.Watch;
import io.ordertrail.views.healing.Narrow;
import io.ordertrail.views.history.AggregateStreams;
import io.ordertrail.views.membership.Nodes;
import io.ordertrail.views.rebuild.build.Shard;
import io.ordertrail.views.rebuild.verify.Passing;
import io.ordertrail.views.rebuild.verify.Report;
import io.ordertrail.views.rebuild.verify.SumVerification;
import io.ordertrail.views.rebuild.verify.Verification;
import io.ordertrail.views.state.Lead;
import io.ordertrail.views.state.RebuildState;
import io.ordertrail.views.state.RebuildState.PerDocument;
import io.ordertrail.views.state.SwitchMode;
import io.ordertrail.views.state.ViewState;
import io.ordertrail.views.state.ViewStates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What one node alone does for a rebuild, while it has the lead: load the checkpoint it begins with, make indexes and sums, verify, switch. All of it
 * can be done again, by any node; and what is written by one that has lost the lead without knowing it changes nothing.
 */
@Component
class Leader {

    private static final Logger LOG = LoggerFactory.getLogger(Leader.class);

    /** The last stretch is short. */
    private static final Duration SOON = Duration.ofMillis(5);

    private final Watch watch;
    private final ViewStore store;
    private final ViewStates states;
    private final Nodes nodes;
    private final Rebuilds rebuilds;
    private final Reports reports;
    private final Checkpoints checkpoints;
    private final AggregateStreams streams;
    private final Readers readers;
    private final Clock clock;

    Leader(Watch watch, ViewStore store, ViewStates states, Nodes nodes, Rebuilds rebuilds, Reports reports, Checkpoints checkpoints,
            AggregateStreams streams, Readers readers, Clock clock) {
        this.watch = watch;
        this.store = store;
        this.states = states;
        this.nodes = nodes;
        this.rebuilds = rebuilds;
        this.reports = reports;
        this.checkpoints = checkpoints;
        this.streams = streams;
        this.readers = readers;
        this.clock = clock;
    }

    /** Loads the checkpoint that the rebuild begins with. */
    <E> void load(View<E> view, RebuildState rebuild, Lead lead) {
        states.noteLoaded(lead, checkpoints.load(view, rebuild.from(), view.documents(rebuild.generation()), store.securing()));
    }

    /** Makes of what is built a generation that can be followed. */
    void follow(View<?> view, RebuildState rebuild, Lead lead) {
        // By now no node follows the generation any more that cannot be gone back to.
        rebuilds.tidy(view.name());
        store.index(view.projection(), rebuild.generation());
        // Before anybody follows: from then on whoever writes a document adds it up.
        Securing securing = store.securing();
        view.documents(rebuild.generation()).sums().ifPresent(sums -> sums.make(readers));
        // Of sums that were there already it is not known who has written them, and whether the majority has them.
        securing.secure();
        long position = rebuilds.shards(view, rebuild).all().stream().mapToLong(Shard::position).min().orElseThrow();
        if (states.noteBuilt(lead, position).isPresent()) {
            watch.hurry();
            LOG.atLevel(Rebuilds.level(view.state())).log("{}: generation {} is built up to event {} and follows from there", view.name(),
                    rebuild.generation(), position);
        }
    }

    /** When the built generation has caught up: a first one is switched to, another is to be verified. */
    void catchUp(View<?> view, ViewState seen, Lead lead) throws InterruptedException {
        long head = view.head();
        while (view.position(seen.rebuild().generation()) < head) {
            Thread.sleep(SOON);
            if (states.find(view.name()).filter(state -> state.goesOn(lead.rebuild())).isEmpty()) {
                return;
            }
        }
        if (seen.live() == 0) {
            rebuilds.makeLive(view, seen);
        } else {
            states.beginVerifying(lead);
        }
    }

    /** How long indexes and verification have taken: so long the next rebuild is going to reckon with. */
    private void tellForTheNext(View<?> view, RebuildState rebuild, Instant verifying, Report report, Lead lead) {
        if (report.compared() == 0) {
            return;
        }
        Instant now = clock.instant();
        double documents = report.compared();
        Instant built = Shard.built(rebuilds.shards(view, rebuild).all());
        states.noteDuration(lead,
                new PerDocument(Progress.seconds(built, now) / documents, Progress.seconds(verifying, now) / documents));
    }

    /** Compares, and switches, if the rebuild's mode says so; else a person decides. */
    <E> void verify(View<E> view, ViewState seen, Lead lead) throws InterruptedException {
        RebuildState rebuild = seen.rebuild();
        String id = rebuild.id();
        Documents<E> built = view.documents(rebuild.generation());
        Instant began = clock.instant();
        Passing passing = new Passing(view::head, () -> Math.min(positionToCome(view, seen), view.position(rebuild.generation())));
        Report documents = new Verification<>(view.documents(seen.live()), built, new Narrow<>(view.projection(), built, streams), passing,
                compared -> states.noteCompared(lead, compared), readers).run();
        Report report = built.sums().map(sums -> new SumVerification<>(sums, passing, readers).with(documents)).orElse(documents);
        reports.save(id, report);
        tellForTheNext(view, rebuild, began, report, lead);
        long all = report.compared() + report.missing() + report.extra();
        LOG.info("{}: rebuild {}: of {} documents {} are equal, {} different, {} missing, {} extra; verified in {} ms", view.name(), id,
                all, report.equal(), report.different(), report.missing(), report.extra(),
                Duration.between(began, clock.instant()).toMillis());
        boolean now = rebuild.mode() == SwitchMode.ALWAYS || rebuild.mode() == SwitchMode.WHEN_EQUAL && report.allEqual();
        if (!now) {
            states.awaitDecision(lead);
        } else if (rebuilds.makeLive(view, seen).isEmpty()) {
            LOG.info("{}: rebuild {} could not be switched to just now, and is verified again", view.name(), id);
        }
    }

    /** How far the live generation is followed; as far as it ever will be, where it is another version's and none of its nodes is left. */
    private long positionToCome(View<?> view, ViewState seen) {
        boolean left = seen.version() != view.projection().version() && nodes.following(view.name(), seen.live()).isEmpty();
        return left ? Long.MAX_VALUE : view.position(seen.live());
    }
}
