package io.ordertrail.platform.web;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.http.HttpHeaders;
import org.springframework.util.FastByteArrayOutputStream;
import org.springframework.web.util.WebUtils;

/** Reads a body as it comes, and has its request handled when it is there, or refused when it does not come. */
final class BodyReader implements ReadListener, AsyncListener {

    private static final String REFUSAL = BodyReader.class.getName() + ".refusal";
    private static final String GIVEN_UP = BodyReader.class.getName() + ".givenUp";

    /** Less than the connection has, so that there is an answer. */
    static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int CHUNK = 16 * 1024;

    /** So much of each body is read whatever others there are. */
    private static final int SMALL = 4 * 1024;

    private final ServletInputStream body;
    private final FastByteArrayOutputStream read;
    private final AsyncContext context;
    private final AtomicLong bytes;
    private final long room;
    private long counted;
    private Refusal refusal;
    private boolean over;

    private BodyReader(ServletInputStream body, FastByteArrayOutputStream read, AsyncContext context, AtomicLong bytes, long room) {
        this.body = body;
        this.read = read;
        this.context = context;
        this.bytes = bytes;
        this.room = room;
    }

    /**
     * @param read what was read before, to which the rest is added
     * @param bytes of all bodies that are being read on this node
     * @param room for them
     */
    static void read(ServletInputStream body, FastByteArrayOutputStream read, AsyncContext context, AtomicLong bytes, long room) {
        long announced = context.getRequest().getContentLengthLong();
        long most = announced < 0 ? BodyLimit.MAX_BYTES : announced;
        context.setTimeout(PATIENCE.plusSeconds(most / AnswerWriter.BYTES_A_SECOND).toMillis());
        BodyReader reader = new BodyReader(body, read, context, bytes, room);
        context.addListener(reader);
        body.setReadListener(reader);
    }

    /** What of a request's body has not come from its connection; null if nothing is left, or it cannot be told. */
    static ServletInputStream restOf(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() <= 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null) {
            return null;
        }
        ReadRequest read = WebUtils.getNativeRequest(request, ReadRequest.class);
        try {
            ServletInputStream body = (read == null ? request : read.getRequest()).getInputStream();
            return body.isFinished() ? null : body;
        } catch (IllegalStateException e) {
            // Somebody reads it as text.
            return null;
        }
    }

    /** Why a request is not to be handled; null if it is. */
    static Refusal refusalOf(ServletRequest request) {
        return (Refusal) request.getAttribute(REFUSAL);
    }

    /** Whether its rest was waited for in vain. */
    static boolean isGivenUp(ServletRequest request) {
        return request.getAttribute(GIVEN_UP) != null;
    }

    @Override
    public synchronized void onDataAvailable() throws IOException {
        byte[] chunk = new byte[CHUNK];
        while (!over && body.isReady()) {
            int next = next(chunk);
            if (next < 0) {
                return;
            }
            keep(chunk, next);
        }
    }

    private int next(byte[] chunk) throws IOException {
        try {
            return body.read(chunk);
        } catch (Refusal tooLarge) {
            refusal = tooLarge;
            return 0;
        }
    }

    /** What is refused is read all the same, as long as it comes, so that its sender can read our answer. */
    private void keep(byte[] chunk, int length) throws IOException {
        if (refusal == null) {
            read.write(chunk, 0, length);
            counted += length;
            if (bytes.addAndGet(length) > room && read.size() > SMALL) {
                refusal = Refusal.of(Code.OVERLOADED, "Too many bodies are being waited for; nothing was done, try again");
            }
        }
        if (refusal != null) {
            release();
        }
    }

    private void release() {
        read.reset();
        bytes.addAndGet(-counted);
        counted = 0;
    }

    @Override
    public synchronized void onAllDataRead() {
        handle();
    }

    @Override
    public synchronized void onTimeout(AsyncEvent event) {
        if (refusal == null) {
            refusal = Refusal.of(Code.LATE_BODY, "The body has not come in time; nothing was done");
        }
        context.getRequest().setAttribute(GIVEN_UP, true);
        handle();
    }

    private void handle() {
        if (over) {
            return;
        }
        over = true;
        bytes.addAndGet(-counted);
        if (refusal != null) {
            context.getRequest().setAttribute(REFUSAL, refusal);
        }
        context.dispatch();
    }

    @Override
    public void onError(Throwable failure) {
        end();
    }

    @Override
    public void onError(AsyncEvent event) {
        end();
    }

    /** Its client has gone. */
    private synchronized void end() {
        if (over) {
            return;
        }
        over = true;
        bytes.addAndGet(-counted);
        try {
            context.complete();
        } catch (IllegalStateException alreadyCompleted) {
            // By the container, which knew first.
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Its request is handled by now.
    }
}
