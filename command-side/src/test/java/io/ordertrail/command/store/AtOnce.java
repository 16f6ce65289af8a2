package io.ordertrail.command.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Many who do something at the same time. */
final class AtOnce {

    private AtOnce() {
    }

    /** When it returns, all are through. */
    static void all(List<Runnable> deeds) {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            deeds.stream().map(deed -> CompletableFuture.runAsync(deed, threads)).toList().forEach(CompletableFuture::join);
        }
    }
}
