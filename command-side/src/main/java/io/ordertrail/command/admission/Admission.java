package io.ordertrail.command.admission;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.ordertrail.command.Commands;
import io.ordertrail.command.NewWork;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses requests before anything of them is read: new work while the processes have too much to do, and any command while as many are
 * being answered as may be. Queries and what operators ask of views and processors pass, and so does what goes on with something accepted.
 */
class Admission implements HandlerInterceptor {

    private static final String COMMAND_SIDE = Commands.class.getPackageName() + ".";

    private final Supplier<Duration> load;
    private final Duration longest;
    private final Semaphore room;
    private final Counter busy;
    private final Counter full;

    /**
     * @param load how long the processes need for what waits for them
     * @param most requests that are answered at the same time
     */
    Admission(Supplier<Duration> load, Duration longest, int most, MeterRegistry registry) {
        this.load = load;
        this.longest = longest;
        this.room = new Semaphore(most);
        this.busy = shed(registry, "processes");
        this.full = shed(registry, "requests");
        Gauge.builder("ordertrail.requests.room", room, Semaphore::availablePermits).baseUnit("requests")
                .description("Commands that this node could take in now beside those that it is answering").register(registry);
    }

    private static Counter shed(MeterRegistry registry, String reason) {
        return Counter.builder("ordertrail.requests.shed").tag("reason", reason)
                .description("Requests refused at the door: the processes have too much to do, or too many requests are being answered")
                .register(registry);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!isCommand(handler)) {
            return true;
        }
        if (((HandlerMethod) handler).hasMethodAnnotation(NewWork.class) && load.get().compareTo(longest) > 0) {
            busy.increment();
            throw Refusal.of(Code.OVERLOADED, "What was accepted before is being worked off; nothing was done, try again");
        }
        if (!room.tryAcquire()) {
            full.increment();
            throw Refusal.of(Code.OVERLOADED, "Too much is being asked at the same time; nothing was done, try again");
        }
        return true;
    }

    /** Called for whatever {@code preHandle} has let in. */
    @Override
    public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler, Exception failure) {
        if (isCommand(handler)) {
            room.release();
        }
    }

    private static boolean isCommand(Object handler) {
        return handler instanceof HandlerMethod method && method.getBeanType().getName().startsWith(COMMAND_SIDE);
    }
}
