package io.ordertrail.standalone;

import io.ordertrail.platform.servers.TcpProxy;
import java.time.Duration;
import java.util.function.Consumer;

/** What can happen to a server, or on the way to it. */
enum Fault {
    HANGS(TcpProxy::hang),
    REFUSES(TcpProxy::refuse),
    IS_CUT_OFF(TcpProxy::cut),
    IS_SLOW(proxy -> proxy.slowDown(Duration.ofMillis(200)));

    private final Consumer<TcpProxy> strike;

    Fault(Consumer<TcpProxy> strike) {
        this.strike = strike;
    }

    void strike(TcpProxy proxy) {
        strike.accept(proxy);
    }

    boolean isOutage() {
        return this == HANGS || this == REFUSES;
    }
}
