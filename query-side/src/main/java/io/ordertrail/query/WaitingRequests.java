package io.ordertrail.query;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.views.following.View;
import io.ordertrail.views.following.Views;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Keeps requests that were refused because a view is behind, and that prefer to wait. They wait without a thread: each is handled once more,
 * from the beginning, when the view has seen its tokens' events, and refused for good when its time is up. So it makes no difference how a
 * view was asked and on which node: the answer itself says whether it shows what it must, and which view is to be waited for.
 */
@Component
class WaitingRequests implements HandlerExceptionResolver, Ordered, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WaitingRequests.class);

    /** What a request knows of its waiting. */
    private static final String WAIT = WaitingRequests.class.getName();

    /** Where no view calls, or one has called in vain, it is asked again after so long, and each time after twice as long. */
    private static final Duration SHORTEST_REST = Duration.ofMillis(20);
    private static final Duration LONGEST_REST = Duration.ofMillis(500);

    /** However many of those there are, they ask no oftener than this. */
    private static final Duration PACE = Duration.ofMillis(2);

    private final Views views;
    private final int most;
    private final Set<CompletableFuture<Boolean>> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicInteger resting = new AtomicInteger();
    private volatile boolean running;

    /** One request's waiting, from its first refusal on; handled by one thread at a time. */
    private static final class Wait {

        private final long deadline;
        private final Set<String> waitedFor = new HashSet<>();
        private Duration rest = SHORTEST_REST;

        Wait(Duration patience) {
            deadline = System.nanoTime() + patience.toNanos();
        }

        long left() {
            return deadline - System.nanoTime();
        }
    }

    /** @param most requests that wait at one time on this node */
    WaitingRequests(Views views, MeterRegistry meters, @Value("${ordertrail.query.waiting}") int most) {
        this.views = views;
        this.most = most;
        Gauge.builder("ordertrail.query.waiting", waiting, Set::size)
                .description("Requests that wait for a view to have seen their tokens' events").register(meters);
    }

    /** Before the one that would word the refusal. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response, Object handler, Exception failure) {
        if (!Repeatable.is(request) || !(failure instanceof Refusal refusal) || refusal.code() != Code.VIEW_BEHIND
                || EndOfWaiting.isReached(request)) {
            return null;
        }
        Wait wait = (Wait) Optional.ofNullable(request.getAttribute(WAIT)).orElseGet(() -> new Wait(Patience.of(request)));
        if (wait.left() <= 0) {
            return null;
        }
        request.setAttribute(WAIT, wait);
        keep(request, wait, refusal);
        return new ModelAndView();
    }

    private void keep(HttpServletRequest request, Wait wait, Refusal refusal) {
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        CompletableFuture<Void> call = call(request, wait, refusal);
        CompletableFuture<Boolean> outcome = call.thenApply(nothing -> true);
        waiting.add(outcome);
        if (!running) {
            outcome.complete(false);
        }
        outcome.completeOnTimeout(false, wait.left(), TimeUnit.NANOSECONDS).thenAccept(called -> {
            waiting.remove(outcome);
            call.cancel(false);
            if (!called) {
                EndOfWaiting.reach(request, running ? refusal : Refusal.of(Code.UNAVAILABLE, "The server is stopping"));
            }
            handleAgain(request, context);
        });
    }

    /** Comes when it is worth asking again. */
    private CompletableFuture<Void> call(HttpServletRequest request, Wait wait, Refusal refusal) {
        if (waiting.size() >= most) {
            EndOfWaiting.reach(request, Refusal.of(Code.OVERLOADED, "Too many are waiting; ask again later, or without waiting"));
            return CompletableFuture.completedFuture(null);
        }
        Optional<View<?>> view = Optional.ofNullable(refusal.reason().view()).flatMap(views::view);
        if (view.isPresent() && wait.waitedFor.add(view.get().name())) {
            List<ConsistencyToken> tokens = Tokens.of(request);
            return view.get().room().enter(tokens);
        }
        long rest = Math.max(wait.rest.toNanos(), PACE.toNanos() * resting.incrementAndGet());
        wait.rest = wait.rest.multipliedBy(2).compareTo(LONGEST_REST) < 0 ? wait.rest.multipliedBy(2) : LONGEST_REST;
        CompletableFuture<Void> call = new CompletableFuture<Void>().completeOnTimeout(null, rest, TimeUnit.NANOSECONDS);
        call.whenComplete((nothing, failure) -> resting.decrementAndGet());
        return call;
    }

    private static void handleAgain(HttpServletRequest request, AsyncContext context) {
        try {
            request.removeAttribute(DispatcherServlet.EXCEPTION_ATTRIBUTE);
            context.dispatch();
        } catch (IllegalStateException e) {
            LOG.debug("{} {}: nobody is there to read the answer", request.getMethod(), request.getRequestURI(), e);
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /** Before the web server, which waits for its requests. */
    @Override
    public void stop() {
        running = false;
        waiting.forEach(outcome -> outcome.complete(false));
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
