package io.ordertrail.platform.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Set;
import org.springframework.util.FastByteArrayOutputStream;

/** Keeps what is answered until it is all there; but not what is answered bit by bit, which goes its own way. */
final class KeptAnswer extends HttpServletResponseWrapper {

    private static final Set<String> BIT_BY_BIT = Set.of("text/event-stream", "text/csv", "application/x-ndjson");

    private final ServletRequest request;
    private final FastByteArrayOutputStream kept = new FastByteArrayOutputStream(1_024);
    private final ServletOutputStream keeping = new Keeping();
    private PrintWriter writer;
    private boolean failed;

    KeptAnswer(ServletRequest request, HttpServletResponse response) {
        super(response);
        this.request = request;
    }

    /** Empty for what was not kept. */
    byte[] bytes() {
        if (writer != null) {
            writer.flush();
        }
        return kept.toByteArrayUnsafe();
    }

    /** Whether the web server is to say what went wrong. */
    boolean isFailed() {
        return failed;
    }

    private boolean isBitByBit() {
        String type = getContentType();
        return request.isAsyncStarted() || type != null && BIT_BY_BIT.contains(type.split("[;\\s]", 2)[0]);
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        return isBitByBit() ? super.getOutputStream() : keeping;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (isBitByBit()) {
            return super.getWriter();
        }
        if (writer == null) {
            // So that the answer's type says it.
            setCharacterEncoding(getCharacterEncoding());
            writer = new PrintWriter(new OutputStreamWriter(keeping, Charset.forName(getCharacterEncoding())));
        }
        return writer;
    }

    @Override
    public void flushBuffer() throws IOException {
        if (isBitByBit()) {
            super.flushBuffer();
        }
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        forget();
    }

    @Override
    public void reset() {
        super.reset();
        forget();
    }

    @Override
    public void sendError(int status) throws IOException {
        forget();
        failed = true;
        super.sendError(status);
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        forget();
        failed = true;
        super.sendError(status, message);
    }

    private void forget() {
        kept.reset();
        writer = null;
    }

    private final class Keeping extends ServletOutputStream {

        @Override
        public void write(int next) throws IOException {
            kept.write(next);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            kept.write(bytes, offset, length);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("What is kept never waits");
        }
    }
}
