package io.ordertrail.architecture.threadsaresupervised.query.live;

import java.util.concurrent.CompletableFuture;

class BadLeave {

    CompletableFuture<Void> leave() {
        return CompletableFuture.runAsync(Thread::yield);
    }
}
