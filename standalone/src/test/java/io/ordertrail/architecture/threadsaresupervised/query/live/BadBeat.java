package io.ordertrail.architecture.threadsaresupervised.query.live;

import org.springframework.scheduling.annotation.Scheduled;

class BadBeat {

    @Scheduled(fixedDelay = 1_000)
    void beat() {
        Thread.yield();
    }
}
