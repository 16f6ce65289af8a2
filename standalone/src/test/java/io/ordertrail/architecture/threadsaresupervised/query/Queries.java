package io.ordertrail.architecture.threadsaresupervised.query;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

class Queries {

    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

    String ask(Supplier<String> question) {
        return CompletableFuture.supplyAsync(question, threads).join();
    }
}
