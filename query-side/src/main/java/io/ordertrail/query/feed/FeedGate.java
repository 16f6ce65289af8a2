package io.ordertrail.query.feed;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.Semaphore;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.AsyncHandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets in as many readers of the feed at a time as there is room for their pages, each up to {@link Stretch#LONGEST_PAGE} several times over, as
 * read, rendered and written: one for each 64 MiB of the heap.
 */
@Component
class FeedGate implements AsyncHandlerInterceptor, WebMvcConfigurer {

    private static final long HEAP_FOR_ONE = 64L << 20;

    private final Semaphore room;

    @Autowired
    FeedGate() {
        this(Math.clamp(Runtime.getRuntime().maxMemory() / HEAP_FOR_ONE, 2, 64));
    }

    FeedGate(int most) {
        room = new Semaphore(most);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (isFeed(handler) && !room.tryAcquire()) {
            throw Refusal.of(Code.OVERLOADED, "Too many pages of the feed are being read at the same time; try again");
        }
        return true;
    }

    /** Called for whatever {@code preHandle} has let in, when its answer has been written. */
    @Override
    public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler, Exception failure) {
        leave(handler);
    }

    /** It waits, with no page, and comes in anew. */
    @Override
    public void afterConcurrentHandlingStarted(HttpServletRequest request, HttpServletResponse response, Object handler) {
        leave(handler);
    }

    private void leave(Object handler) {
        if (isFeed(handler)) {
            room.release();
        }
    }

    private static boolean isFeed(Object handler) {
        return handler instanceof HandlerMethod method && method.getBeanType() == FeedController.class;
    }
}
