package io.ordertrail.query.dashboard;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.supervision.Supervised;
import io.ordertrail.platform.supervision.Supervisor;
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

    /** Of one node: more than a team has screens. */
    static final int MOST = 100;

    private final Supervisor supervisor;
    private final Set<Looker> lookers = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    Live(Supervisor supervisor) {
        this.supervisor = supervisor;
    }

    /** @param seen what the looker has on the screen, as {@link Page#seen} says; what is the same is not sent */
    SseEmitter stream(Supplier<Page> page, String seen) {
        Looker looker = new Looker(page, seen);
        if (lookers.size() >= MOST) {
            throw Refusal.of(Code.OVERLOADED, "As many look at this node's pages as may");
        }
        lookers.add(looker);
        looker.emitter.onCompletion(looker::leave);
        // Nobody waits for an answer then, so there is none to be given.
        looker.emitter.onTimeout(looker.emitter::complete);
        looker.emitter.onError(failure -> looker.leave());
        if (running) {
            looker.begin();
        } else {
            looker.emitter.complete();
        }
        return looker.emitter;
    }

    private final class Looker {

        private final SseEmitter emitter = new SseEmitter(0L);
        private final Supplier<Page> page;
        private final List<String> marks;
        private final Map<String, String> sent = new HashMap<>();
        private boolean opened;
        private int quiet;
        private volatile Supervised looking;

        Looker(Supplier<Page> page, String seen) {
            this.page = page;
            this.marks = new ArrayList<>(Arrays.asList(seen.split("\\.")));
        }

        void begin() {
            looking = supervisor.light("dashboard", ViewPanels.PACE, this::look);
        }

        void leave() {
            lookers.remove(this);
            if (looking != null) {
                looking.cancel();
            }
        }

        /** @return whether the looker has left. One whose page cannot be made is sent away, and comes back by itself */
        private boolean look() {
            boolean there = false;
            try {
                if (lookers.contains(this)) {
                    send();
                    there = true;
                }
            } catch (IOException | IllegalStateException e) {
                LOG.debug("Somebody has left the dashboard", e);
            } finally {
                if (!there) {
                    lookers.remove(this);
                    emitter.complete();
                }
            }
            return !there;
        }

        private void send() throws IOException {
            if (!opened) {
                // Opens the stream, and answers whoever waits for its head.
                emitter.send(SseEmitter.event().comment("").reconnectTime(1_000));
                opened = true;
            }
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
        lookers.forEach(looker -> looker.emitter.complete());
        lookers.forEach(Looker::leave);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
