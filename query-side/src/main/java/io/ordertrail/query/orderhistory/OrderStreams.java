package io.ordertrail.query.orderhistory;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.web.RequestTime;
import io.ordertrail.query.Queries;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a list of any length, page after page, each asked for when the one before is written: so a stream needs a page's memory, and each page
 * comes from whatever generation is live then. A client that stops reading is given up when the web server's time to write is over.
 */
@Component
class OrderStreams {

    /** So many at one time, each on a thread of the web server's; the rest is refused. */
    private static final int MOST = 8;
    private static final int PAGE = 200;

    private final Queries queries;
    private final JsonMapper json;
    private final Semaphore running = new Semaphore(MOST);

    OrderStreams(Queries queries, JsonMapper json) {
        this.queries = queries;
        this.json = json;
    }

    /**
     * @throws Refusal if the first page was refused or too many streams are running; whatever fails later just ends the stream, without its
     *     last line
     */
    void write(OrderCriteria criteria, List<ConsistencyToken> tokens, boolean csv, HttpServletResponse response) throws IOException {
        if (!running.tryAcquire()) {
            throw Refusal.of(Code.OVERLOADED, "%d lists are being streamed already; try again later".formatted(MOST));
        }
        try {
            OrderPage page = page(criteria, null, tokens);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setContentType(csv ? "text/csv;charset=UTF-8;header=present" : MediaType.APPLICATION_NDJSON_VALUE);
            write(criteria, page, tokens, csv, new BufferedOutputStream(response.getOutputStream()));
        } finally {
            running.release();
        }
    }

    private void write(OrderCriteria criteria, OrderPage first, List<ConsistencyToken> tokens, boolean csv, OutputStream out)
            throws IOException {
        long count = 0;
        if (csv) {
            line(out, OrderCsv.HEADER + "\r");
        }
        for (OrderPage page = first; page != null; page = page.next() == null ? null : next(criteria, page.next(), tokens)) {
            for (OrderHistoryEntry order : page.items()) {
                line(out, csv ? OrderCsv.row(order) + "\r" : json.writeValueAsString(order));
                count++;
            }
        }
        line(out, csv ? "#end,%d\r".formatted(count) : "{\"end\":true,\"count\":%d}".formatted(count));
        out.flush();
    }

    private OrderPage page(OrderCriteria criteria, String cursor, List<ConsistencyToken> tokens) {
        RequestTime.beginAnew();
        return queries.ask(new FindMatchingOrders(criteria, cursor, PAGE, tokens), OrderPage.class);
    }

    /** A refusal would be answered anew; half of the answer is on its way. */
    private OrderPage next(OrderCriteria criteria, String cursor, List<ConsistencyToken> tokens) throws IOException {
        try {
            return page(criteria, cursor, tokens);
        } catch (Refusal refusal) {
            throw new IOException("The list cannot be gone on with", refusal);
        }
    }

    private static void line(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }
}
