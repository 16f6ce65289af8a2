package io.ordertrail.architecture.threadsaresupervised.query.live;

import io.ordertrail.architecture.threadsaresupervised.platform.supervision.Supervisor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

class GoodTail {

    Thread follow(Supervisor supervisor) {
        return supervisor.every(Thread::yield);
    }

    CompletableFuture<Void> tell(CompletableFuture<String> text, Executor threads) {
        return text.thenAcceptAsync(String::strip, threads);
    }
}
