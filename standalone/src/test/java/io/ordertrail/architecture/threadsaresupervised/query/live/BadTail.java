package io.ordertrail.architecture.threadsaresupervised.query.live;

class BadTail {

    void follow() {
        new Thread(Thread::yield).start();
    }
}
