package io.ordertrail.architecture.threadsaresupervised.platform.supervision;

public class Supervisor {

    public Thread every(Runnable task) {
        return Thread.ofPlatform().start(task);
    }
}
