package io.ordertrail.query.live;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.query.Queries;
import io.ordertrail.query.orderevents.FindLastMoment;
import io.ordertrail.query.orderevents.FindMomentsOfConsumer;
import io.ordertrail.query.orderevents.FindMomentsOfOrder;
import io.ordertrail.query.orderevents.OrderMoment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one stream from where its client is to the present, page by page as the client takes them: what is older than the recent events from
 * the views, whatever its age, and the rest from these. From then on the tail sends it what happens.
 */
final class CatchUp {

    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
    private static final int PAGE = 100;
    private static final Duration LOOK = Duration.ofMillis(20);

    private final LiveStream stream;
    private final long head;
    private final RecentEvents recent;
    private final ContentReader reader;
    private final EventTail tail;
    private final Queries queries;
    private final LiveThreads threads;
    private final AtomicInteger wanted = new AtomicInteger();
    private Instant since;
    private long deadline;

    /** @param head position of the last event stored when the stream was asked for: the present state is not older */
    CatchUp(LiveStream stream, long head, RecentEvents recent, ContentReader reader, EventTail tail, Queries queries, LiveThreads threads) {
        this.stream = stream;
        this.head = head;
        this.recent = recent;
        this.reader = reader;
        this.tail = tail;
        this.queries = queries;
        this.threads = threads;
        extendDeadline();
    }

    private void extendDeadline() {
        deadline = System.nanoTime() + ContentReader.PATIENCE.toNanos();
    }

    /** By one thread at a time; who comes meanwhile is heard when it is done. */
    void advance() {
        if (wanted.getAndIncrement() > 0) {
            return;
        }
        int heard = 1;
        do {
            if (!fill()) {
                wanted.set(0);
                threads.executeAfter(LOOK, this::advance);
                return;
            }
            heard = wanted.addAndGet(-heard);
        } while (heard != 0);
    }

    /** @return whether there is nothing more to be done just now; if not, it must be tried again */
    private boolean fill() {
        try {
            while (stream.wantsMore()) {
                page();
                extendDeadline();
            }
        } catch (RuntimeException | Error e) {
            if (e instanceof Refusal refusal && ContentReader.mayPass(refusal) && System.nanoTime() < deadline) {
                return false;
            }
            LOG.debug("A live stream ends, as what it has missed cannot be read", e);
            stream.end();
        }
        return true;
    }

    private void page() {
        if (stream.position() < 0) {
            if (recent.to() < head) {
                throw Refusal.of(Code.VIEW_BEHIND, "The latest events are not followed yet");
            }
            if (stream.topic().kind() == Topic.Kind.BOARD) {
                whole();
            } else {
                present();
            }
        } else if (!recent.join(stream, PAGE)) {
            older();
        }
    }

    private void whole() {
        long upTo = recent.to();
        byte[] message = Messages.message(upTo, "board", stream.content().whole(stream.topic().id(), upTo));
        stream.add(upTo, () -> CompletableFuture.completedFuture(message));
    }

    private void present() {
        String order = stream.topic().id();
        RecentEvents.Last known = recent.lastOf(order);
        LiveEvent last = known.event();
        if (last == null) {
            List<OrderMoment> moments = queries.ask(new FindLastMoment(order, known.from()), OrderMoment.Page.class).moments();
            if (moments.isEmpty()) {
                throw Refusal.notFound("order", order);
            }
            last = LiveEvent.of(moments.getFirst());
        }
        add(List.of(last));
    }

    private void older() {
        long upTo = recent.from();
        OrderMoment.Page page = ask(upTo);
        List<LiveEvent> events = page.moments().stream().map(LiveEvent::of).toList();
        add(events);
        if (page.last()) {
            stream.skipTo(upTo);
        } else {
            since = page.moments().getLast().time();
        }
    }

    private void add(List<LiveEvent> missed) {
        stream.add(missed, new Messages(reader, missed));
    }

    private OrderMoment.Page ask(long upTo) {
        long after = stream.position();
        Object question = switch (stream.topic().kind()) {
            case ORDER -> new FindMomentsOfOrder(stream.topic().id(), after, upTo, PAGE);
            case BOARD -> throw Refusal.of(Code.UNAVAILABLE, "What is new on the board is so much that it must be shown as a whole again");
            case CONSUMER -> {
                if (since == null) {
                    since = after == 0 ? Instant.EPOCH : tail.timeOf(after);
                }
                yield new FindMomentsOfConsumer(stream.topic().id(), after, since, upTo, PAGE);
            }
        };
        return queries.ask(question, OrderMoment.Page.class);
    }
}
