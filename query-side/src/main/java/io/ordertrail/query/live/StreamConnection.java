package io.ordertrail.query.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes a stream to its client, never waiting: what a connection does not take now is written when it says that it can take more. Whoever has
 * something new calls {@link #write}; one thread at a time does it. The container uses its requests again, for other clients: what belongs to it
 * is touched under this object's lock only, and never once it has said, or was told, that this request is over.
 */
final class StreamConnection implements WriteListener, AsyncListener {

    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final LiveStream stream;
    private final AsyncContext context;
    private final ServletOutputStream out;
    private final Runnable cut;
    private final Runnable left;
    private final AtomicInteger writing = new AtomicInteger();
    private boolean unflushed;
    private volatile boolean open;
    private volatile boolean ending;
    private volatile boolean commenting = true;
    private volatile long wrote = System.nanoTime();
    private volatile boolean waiting;
    private boolean over;

    /**
     * @param cut closes the connection at once
     * @param left is run when the stream has ended
     */
    StreamConnection(LiveStream stream, AsyncContext context, ServletOutputStream out, Runnable cut, Runnable left) {
        this.stream = stream;
        this.context = context;
        this.out = out;
        this.cut = cut;
        this.left = left;
    }

    @Override
    public void onWritePossible() {
        open = true;
        write();
    }

    void write() {
        if (!open || writing.getAndIncrement() > 0) {
            return;
        }
        int heard = 1;
        do {
            try {
                writeWhatFits();
            } catch (IOException | RuntimeException e) {
                over(this::complete);
            }
            heard = writing.addAndGet(-heard);
        } while (heard != 0);
    }

    private void writeWhatFits() throws IOException {
        boolean more;
        do {
            synchronized (this) {
                more = !over && writeOne();
            }
        } while (more);
        if (ending && !waiting) {
            over(this::complete);
        }
    }

    /** @return whether there may be more to be done just now */
    private boolean writeOne() throws IOException {
        waiting = !out.isReady();
        if (waiting) {
            return false;
        }
        byte[] next = ending ? null : next();
        if (next != null) {
            out.write(next);
            unflushed = true;
            wrote = System.nanoTime();
            return true;
        }
        if (unflushed) {
            unflushed = false;
            out.flush();
            return true;
        }
        return false;
    }

    private byte[] next() {
        if (commenting) {
            commenting = false;
            return COMMENT;
        }
        return stream.next();
    }

    /** Says that it is still there, if it has said nothing for so long; drops a client that has taken nothing for so long. */
    void beat(Duration silence, Duration patience) {
        long since = System.nanoTime() - wrote;
        if (waiting && since > patience.toNanos()) {
            drop();
        } else if (!waiting && since > silence.toNanos()) {
            commenting = true;
            write();
        }
    }

    /** Ends the stream as soon as the client has taken what is on its way. */
    void end() {
        ending = true;
        write();
    }

    /** Ends the stream at once: the client does not take what is on its way. */
    void drop() {
        over(cut);
    }

    /** @param farewell what is said to the container, if the stream is not over yet */
    private void over(Runnable farewell) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            farewell.run();
        }
        left.run();
    }

    /** The container calls, and goes on only when this has returned: it is safe to answer. */
    private void overByContainer() {
        over(() -> {
        });
        complete();
    }

    private void complete() {
        try {
            context.complete();
        } catch (IllegalStateException alreadyCompleted) {
            // By the container, which knew first.
        }
    }

    @Override
    public void onError(Throwable failure) {
        overByContainer();
    }

    @Override
    public void onError(AsyncEvent event) {
        overByContainer();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        overByContainer();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        over(() -> {
        });
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // It is started once.
    }
}
