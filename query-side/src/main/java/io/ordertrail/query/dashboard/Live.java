package io.ordertrail.query.dashboard;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Sends what changes on a page to who looks at it, once a second. Each looker has a thread of its own, so that one who reads slowly holds up
 * nobody.
 */
@Component
class Live implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Live.class);

    /** Seconds without news after which something is sent even so, to find out who has left. */
    private static final int QUIET = 15;

    private final Map<SseEmitter, Thread> lookers = new ConcurrentHashMap<>();
    private volatile boolean running;

    /** @param seen what the looker has on the screen, as {@link Page#seen} says; what is the same is not sent */
    SseEmitter stream(Supplier<Page> page, String seen) {
        SseEmitter emitter = new SseEmitter(0L);
        Thread thread = Thread.ofVirtual().name("dashboard").unstarted(() -> send(emitter, page, seen));
        lookers.put(emitter, thread);
        emitter.onCompletion(() -> leave(emitter));
        emitter.onError(failure -> leave(emitter));
        if (running) {
            thread.start();
        } else {
            emitter.complete();
        }
        return emitter;
    }

    private void leave(SseEmitter emitter) {
        Thread thread = lookers.remove(emitter);
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void send(SseEmitter emitter, Supplier<Page> page, String seen) {
        Map<String, String> sent = new HashMap<>();
        List<String> marks = new ArrayList<>(Arrays.asList(seen.split("\\.")));
        int quiet = 0;
        try {
            // Opens the stream, and answers whoever waits for its head.
            emitter.send(SseEmitter.event().comment("").reconnectTime(1_000));
            while (lookers.containsKey(emitter)) {
                int changes = 0;
                for (Map.Entry<String, String> part : partsOf(page)) {
                    String mark = Page.mark(part.getValue());
                    String before = sent.put(part.getKey(), mark);
                    boolean known = before != null ? before.equals(mark) : !marks.isEmpty() && marks.removeFirst().equals(mark);
                    if (!known) {
                        emitter.send(SseEmitter.event().name(part.getKey()).data(part.getValue()));
                        changes++;
                    }
                }
                quiet = changes > 0 ? 0 : quiet + 1;
                if (quiet >= QUIET) {
                    emitter.send(SseEmitter.event().comment(""));
                    quiet = 0;
                }
                Thread.sleep(Lookout.PACE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | IllegalStateException e) {
            LOG.debug("Somebody has left the dashboard", e);
        } finally {
            lookers.remove(emitter);
            emitter.complete();
        }
    }

    /** A store that is away comes back; until then the page stays as it is. */
    private static Set<Map.Entry<String, String>> partsOf(Supplier<Page> page) {
        try {
            return page.get().parts().entrySet();
        } catch (RuntimeException e) {
            LOG.debug("Nothing can be seen just now", e);
            return Set.of();
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /** Before the server waits for its last answers, for these would never end. */
    @Override
    public void stop() {
        running = false;
        lookers.keySet().forEach(SseEmitter::complete);
        lookers.values().forEach(Thread::interrupt);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
