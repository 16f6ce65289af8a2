package io.ordertrail.views.following;

import io.ordertrail.platform.processors.OwnTokens;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.axonframework.common.Registration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.lifecycle.Lifecycle;
import org.axonframework.lifecycle.Phase;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.StreamableMessageSource;

/** A view as Axon and its tools see it: one processor, whichever generation is live. */
record ViewProcessor(View<?> view) implements StreamingEventProcessor, OwnTokens, Lifecycle {

    @Override
    public String getName() {
        return view.name();
    }

    @Override
    public void registerLifecycleHandlers(LifecycleRegistry lifecycle) {
        lifecycle.onStart(Phase.INBOUND_EVENT_CONNECTORS, this::start);
        lifecycle.onShutdown(Phase.INBOUND_EVENT_CONNECTORS, view::stop);
    }

    @Override
    public void start() {
        view.start();
    }

    @Override
    public void shutDown() {
        view.pause();
    }

    @Override
    public CompletableFuture<Void> shutdownAsync() {
        return view.pauseAsync();
    }

    @Override
    public boolean isRunning() {
        return view.running();
    }

    @Override
    public boolean isError() {
        return view.processor().map(FollowingProcessor::isError).orElse(false);
    }

    @Override
    public Map<Integer, EventTrackerStatus> processingStatus() {
        return view.processor().map(FollowingProcessor::processingStatus).orElse(Map.of());
    }

    @Override
    public int maxCapacity() {
        return view.processor().map(FollowingProcessor::maxCapacity).orElse(0);
    }

    @Override
    public TokenStore tokens() {
        return view.tokens();
    }

    @Override
    public String getTokenStoreIdentifier() {
        return view.processor().map(FollowingProcessor::getTokenStoreIdentifier).orElse(view.name());
    }

    @Override
    public void releaseSegment(int segment) {
        view.processor().ifPresent(processor -> processor.releaseSegment(segment));
    }

    @Override
    public void releaseSegment(int segment, long duration, TimeUnit unit) {
        view.processor().ifPresent(processor -> processor.releaseSegment(segment, duration, unit));
    }

    @Override
    public CompletableFuture<Boolean> claimSegment(int segment) {
        return done(processor -> processor.claimSegment(segment));
    }

    @Override
    public CompletableFuture<Boolean> splitSegment(int segment) {
        return done(processor -> processor.splitSegment(segment));
    }

    @Override
    public CompletableFuture<Boolean> mergeSegment(int segment) {
        return done(processor -> processor.mergeSegment(segment));
    }

    private CompletableFuture<Boolean> done(Function<FollowingProcessor, CompletableFuture<Boolean>> order) {
        return view.processor().map(order).orElse(CompletableFuture.completedFuture(false));
    }

    /** Events that a view has seen change nothing, so a reset would do no harm and no good: views are rebuilt instead. */
    @Override
    public boolean supportsReset() {
        return false;
    }

    @Override
    public void resetTokens() {
        throw noReset();
    }

    @Override
    public <R> void resetTokens(R context) {
        throw noReset();
    }

    @Override
    public void resetTokens(Function<StreamableMessageSource<TrackedEventMessage<?>>, TrackingToken> start) {
        throw noReset();
    }

    @Override
    public <R> void resetTokens(Function<StreamableMessageSource<TrackedEventMessage<?>>, TrackingToken> start, R context) {
        throw noReset();
    }

    @Override
    public <R> void resetTokens(TrackingToken start, R context) {
        throw noReset();
    }

    private static UnsupportedOperationException noReset() {
        return new UnsupportedOperationException("Views are rebuilt, not reset");
    }

    /** Events come in batches, not one by one through interceptors. */
    @Override
    public Registration registerHandlerInterceptor(MessageHandlerInterceptor<? super EventMessage<?>> interceptor) {
        return () -> true;
    }

    @Override
    public List<MessageHandlerInterceptor<? super EventMessage<?>>> getHandlerInterceptors() {
        return List.of();
    }
}
