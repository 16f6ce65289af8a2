package io.ordertrail.query.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * One client's stream: what is to be sent to it, in order. While it catches up it takes pages as it has sent the former ones; once it is live,
 * what happens is put into it, and one that cannot keep up with that is ended: its client comes back and says where it was.
 */
final class LiveStream {

    static final int MOST_MESSAGES = 256;
    static final int MOST_BYTES = 512 * 1024;

    /** Of all streams of a node. */
    static final long MOST_BYTES_IN_ALL = 64 * 1024 * 1024;

    private static final int LOW = 32;

    private final Topic topic;
    private final LiveContent content;
    private final LiveThreads threads;
    private final AtomicLong bytesInAll;
    private final Deque<Slot> outbox = new ArrayDeque<>(4);
    private final List<Messages> pages = new ArrayList<>(2);
    private StreamConnection connection;
    private Runnable more;
    private long position;
    private long bytes;
    private boolean live;
    private boolean closed;

    /** A message's place in the order of messages; empty until it is there. */
    private static final class Slot {

        private byte[] message;
    }

    /** @param position of the last event that the client has; negative if it wants the present state first */
    LiveStream(Topic topic, LiveContent content, long position, LiveThreads threads, AtomicLong bytesInAll) {
        this.topic = topic;
        this.content = content;
        this.position = position;
        this.threads = threads;
        this.bytesInAll = bytesInAll;
    }

    /** @param more is run whenever the stream, still catching up, can take a further page */
    void connect(StreamConnection to, Runnable more) {
        this.connection = to;
        this.more = more;
    }

    Topic topic() {
        return topic;
    }

    LiveContent content() {
        return content;
    }

    /** Of the last event that was put into it, or that is known not to concern it. */
    synchronized long position() {
        return position;
    }

    synchronized boolean wantsMore() {
        return !closed && !live && outbox.size() < LOW;
    }

    synchronized void goLive() {
        live = true;
    }

    /** There is nothing for it up to there. */
    synchronized void skipTo(long there) {
        position = Math.max(position, there);
    }

    /** What it has missed, or a part of it. Nothing of it is read any more once the client has gone. */
    synchronized void add(List<LiveEvent> missed, Messages page) {
        pages.removeIf(Messages::isRead);
        pages.add(page);
        missed.forEach(event -> add(event, page));
    }

    /** Puts an event into it, unless it is one that the client has. */
    void add(LiveEvent event, Messages messages) {
        add(event.position(), () -> messages.about(event, content));
    }

    void add(long there, Supplier<CompletableFuture<byte[]>> about) {
        Slot slot = new Slot();
        CompletableFuture<byte[]> message;
        boolean full;
        synchronized (this) {
            if (closed || there <= position) {
                return;
            }
            position = there;
            message = about.get();
            outbox.add(slot);
            full = live && outbox.size() > MOST_MESSAGES;
        }
        if (full) {
            threads.execute(connection::drop);
        } else {
            message.whenCompleteAsync((text, failure) -> arrived(slot, text, failure), threads);
        }
    }

    private void arrived(Slot slot, byte[] message, Throwable failure) {
        synchronized (this) {
            if (closed) {
                return;
            }
            if (failure == null) {
                slot.message = message;
                bytes += message.length;
                bytesInAll.addAndGet(message.length);
            }
        }
        if (failure != null) {
            connection.end();
            return;
        }
        connection.write();
        // What the connection has taken at once was not too much.
        if (isFull()) {
            connection.drop();
        }
    }

    private synchronized boolean isFull() {
        return live && bytes > MOST_BYTES || bytes > 0 && bytesInAll.get() > MOST_BYTES_IN_ALL;
    }

    /** The next message, if it is there; null if not. */
    byte[] next() {
        byte[] message;
        boolean wanting;
        synchronized (this) {
            Slot head = outbox.peek();
            if (head == null || head.message == null) {
                return null;
            }
            outbox.remove();
            message = head.message;
            bytes -= message.length;
            bytesInAll.addAndGet(-message.length);
            wanting = !live && outbox.size() == LOW - 1;
        }
        if (wanting) {
            threads.execute(more);
        }
        return message;
    }

    void end() {
        connection.end();
    }

    StreamConnection connection() {
        return connection;
    }

    /** Nothing is kept for it any more. */
    synchronized void close() {
        closed = true;
        outbox.clear();
        pages.forEach(Messages::cancel);
        pages.clear();
        bytesInAll.addAndGet(-bytes);
        bytes = 0;
    }
}
