package io.ordertrail.architecture.threadsaresupervised.query.live;

class BadVirtualTail {

    void follow() {
        Thread.ofVirtual().start(Thread::yield);
    }
}
