package io.ordertrail.query.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.security.Caller;
import io.ordertrail.platform.security.CallerName;
import io.ordertrail.platform.security.Security;
import io.ordertrail.platform.supervision.Supervisor;
import io.ordertrail.platform.web.ConnectionValve;
import io.ordertrail.query.Queries;
import io.ordertrail.views.following.Views;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** All streams of this node, and what serves them: no thread of their own, but one that follows the store, and a few that read and write. */
@Component
class LiveStreams implements LiveGateway, SmartLifecycle {

    static final String LAST_EVENT_ID = "Last-Event-ID";

    /** If nothing is set and callers say who they are; where all are one, they have as many as the node. */
    private static final int STREAMS_PER_CALLER = 1_000;

    private static final Duration TICK = Duration.ofSeconds(2);
    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final LiveThreads threads;
    private final ContentReader reader;
    private final RecentEvents recent;
    private final Set<LiveStream> streams = ConcurrentHashMap.newKeySet();
    private final StreamPlaces places;
    private final AtomicLong bytes = new AtomicLong();
    private final EventTail tail;
    private final Queries queries;
    private volatile boolean running;

    LiveStreams(EventStore store, Queries queries, Views views, MeterRegistry meters, Supervisor supervisor,
            @Value("${ordertrail.live.streams}") int most, @Value("${ordertrail.live.streams-per-caller:}") Integer mostPerCaller,
            Security security) {
        int standard = security.isOn() ? STREAMS_PER_CALLER : 0;
        this.places = new StreamPlaces(most, mostPerCaller == null ? standard : mostPerCaller);
        this.queries = queries;
        this.threads = new LiveThreads(supervisor);
        this.reader = new ContentReader(threads, views);
        this.recent = new RecentEvents(reader);
        this.tail = new EventTail(store, queries, recent, () -> places.taken() > 0, supervisor);
        Gauge.builder("ordertrail.live.streams", places, StreamPlaces::taken).description("Live streams that are open").register(meters);
    }

    @Override
    public void open(Topic topic, LiveContent content, String lastEventId, HttpServletRequest request, HttpServletResponse response) {
        Long after = LastEventId.parse(lastEventId);
        if (!running) {
            throw Refusal.of(Code.UNAVAILABLE, "The server is stopping");
        }
        String caller = CallerName.of(Caller.of(request).subject(), request);
        places.take(caller);
        boolean opened = false;
        try {
            tail.start();
            long head = tail.head();
            open(stream(topic, content, after, head, response), head, caller, request, response);
            opened = true;
        } finally {
            if (!opened) {
                places.giveBack(caller);
            }
        }
    }

    private LiveStream stream(Topic topic, LiveContent content, Long after, long head, HttpServletResponse response) {
        if (after != null && after > head) {
            throw Refusal.ofField(Code.INVALID, LAST_EVENT_ID, "There is no such event yet");
        }
        if (after == null && topic.kind() == Topic.Kind.CONSUMER) {
            response.setHeader(LAST_EVENT_ID, Long.toString(head));
            return new LiveStream(topic, content, head, threads, bytes);
        }
        return new LiveStream(topic, content, after == null ? -1 : after, threads, bytes);
    }

    private void open(LiveStream stream, long head, String caller, HttpServletRequest request, HttpServletResponse response) {
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache, no-store");
        response.setHeader("X-Accel-Buffering", "no");
        CatchUp catchUp = new CatchUp(stream, head, recent, reader, tail, queries, threads);
        AsyncContext context = request.startAsync(request, response);
        context.setTimeout(0);
        Runnable cut = ConnectionValve.cut(request);
        try {
            StreamConnection connection =
                    new StreamConnection(stream, context, response.getOutputStream(), cut, () -> leave(stream, caller));
            stream.connect(connection, catchUp::advance);
            streams.add(stream);
            context.addListener(connection);
            response.getOutputStream().setWriteListener(connection);
        } catch (IOException e) {
            // Its place is given back by who has taken it.
            streams.remove(stream);
            leave(stream, caller);
            throw new UncheckedIOException(e);
        }
        threads.execute(catchUp::advance);
    }

    private void leave(LiveStream stream, String caller) {
        if (streams.remove(stream)) {
            places.giveBack(caller);
        }
        stream.close();
        recent.leave(stream);
    }

    @Override
    public void start() {
        threads.every(TICK, () -> Supervisor.each(streams, stream -> stream.connection().beat(SILENCE, PATIENCE)));
        running = true;
    }

    /** Before the server waits for its last answers, for these would never end. */
    @Override
    public void stop() {
        running = false;
        tail.stop();
        streams.forEach(LiveStream::end);
        long deadline = System.nanoTime() + FAREWELL.toNanos();
        while (!streams.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        streams.forEach(stream -> stream.connection().drop());
        threads.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
