package io.ordertrail.architecture.threadsaresupervised.query.live;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

class BadWorkers {

    private final ExecutorService workers = Executors.newSingleThreadScheduledExecutor();
}
