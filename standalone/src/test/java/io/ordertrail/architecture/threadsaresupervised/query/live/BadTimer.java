package io.ordertrail.architecture.threadsaresupervised.query.live;

import java.util.concurrent.ScheduledThreadPoolExecutor;

class BadTimer {

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
}
