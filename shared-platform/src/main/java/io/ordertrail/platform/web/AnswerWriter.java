package io.ordertrail.platform.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/**
 * Reads away what a client goes on sending, so that it can read its answer, and writes that as the client takes it. What belongs to the
 * container is touched under this object's lock only, and never once it has said, or was told, that this request is over.
 */
final class AnswerWriter implements WriteListener, ReadListener, AsyncListener {

    /** A client that takes, or sends, less than this in a second is given up after {@link #PATIENCE}, and a second for each of it. */
    static final int BYTES_A_SECOND = 32 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Whoever sends more, or does not get on with it, may not come to read the answer. */
    private static final long MOST_READ_AWAY = 32L * 1024 * 1024;

    /** What a connection takes at once. */
    private static final int SMALL = 64 * 1024;
    private static final int CHUNK = 16 * 1024;

    private final byte[] answer;
    private final AsyncContext context;
    private final ServletOutputStream out;
    private final ServletInputStream rest;
    private final Untaken untaken;
    private final Runnable cut;
    private final Runnable leaveRest;
    private int written;
    private boolean writing;
    private long readAway;
    private boolean over;

    private AnswerWriter(byte[] answer, AsyncContext context, ServletOutputStream out, ServletInputStream rest, Untaken untaken) {
        this.answer = answer;
        this.context = context;
        this.out = out;
        this.rest = rest;
        this.untaken = untaken;
        this.cut = ConnectionValve.cut(context.getRequest());
        this.leaveRest = ConnectionValve.leaveRest(context.getRequest());
    }

    /** Goes on by itself when this returns. */
    static void write(byte[] answer, HttpServletRequest request, HttpServletResponse response, Untaken untaken) throws IOException {
        ServletInputStream rest = BodyReader.restOf(request);
        if (answer.length == 0 && rest == null) {
            return;
        }
        AsyncContext context = request.startAsync(request, response);
        Duration patience = rest == null ? PATIENCE : BodyReader.PATIENCE;
        context.setTimeout(patience.plusSeconds(answer.length / BYTES_A_SECOND).toMillis());
        AnswerWriter writer = new AnswerWriter(answer, context, response.getOutputStream(), rest, untaken);
        context.addListener(writer);
        // Once an answer is written, nothing more can be read.
        if (rest == null || BodyReader.isGivenUp(request)) {
            writer.begin();
        } else {
            rest.setReadListener(writer);
        }
    }

    private synchronized void begin() {
        if (!writing && !over) {
            writing = true;
            out.setWriteListener(this);
        }
    }

    int size() {
        return answer.length;
    }

    @Override
    public void onWritePossible() throws IOException {
        if (!writeWhatFits()) {
            untaken.add(this);
        }
    }

    /** @return false if the client must take something first */
    private synchronized boolean writeWhatFits() throws IOException {
        while (!over) {
            if (!out.isReady()) {
                return false;
            }
            if (written < answer.length) {
                int next = Math.min(CHUNK, answer.length - written);
                out.write(answer, written, next);
                written += next;
            } else {
                end();
            }
        }
        return true;
    }

    @Override
    public synchronized void onDataAvailable() throws IOException {
        byte[] chunk = new byte[CHUNK];
        while (!over && !writing && rest.isReady()) {
            readAway += Math.max(rest.read(chunk), 0);
            if (readAway > MOST_READ_AWAY) {
                begin();
            }
        }
    }

    @Override
    public void onAllDataRead() {
        begin();
    }

    private void end() {
        if (over) {
            return;
        }
        over = true;
        if (rest != null && !rest.isFinished()) {
            leaveRest.run();
        }
        untaken.forget(this);
        complete();
    }

    /** Ends it at once: its client does not take it. */
    synchronized void drop() {
        if (!over) {
            over = true;
            cut.run();
        }
    }

    @Override
    public synchronized void onTimeout(AsyncEvent event) throws IOException {
        if (!writing && answer.length < SMALL) {
            out.write(answer);
            end();
        } else {
            drop();
            overByContainer();
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
    public synchronized void onComplete(AsyncEvent event) {
        over = true;
        untaken.forget(this);
    }

    private synchronized void overByContainer() {
        over = true;
        untaken.forget(this);
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
    public void onStartAsync(AsyncEvent event) {
        // It is started once.
    }
}
