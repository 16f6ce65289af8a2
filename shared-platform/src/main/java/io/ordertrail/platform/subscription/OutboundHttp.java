package io.ordertrail.platform.subscription;

import io.ordertrail.platform.supervision.Supervisor;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HeaderElements;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts to addresses that others have named. Each call is a connection of its own, to an address that was looked up and judged for it; it follows
 * no redirect, tries nothing twice, and ends in time whatever the other does. What counts is the answer's head; of the rest so much is read that
 * whoever answers shortly can end in peace.
 */
public final class OutboundHttp implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OutboundHttp.class);

    private static final int LONGEST_LINE = 8_192;
    private static final int MOST_HEADERS = 100;
    private static final int MOST_READ = 64 << 10;

    /** For nobody to call by it again, and to be closed as is usual: what may not be kept is torn down. */
    private static final TimeValue KEPT = TimeValue.ofMilliseconds(1);

    private final PoolingHttpClientConnectionManager connections;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService timer;
    private final Duration timeout;

    /**
     * @param timeout of a call as a whole
     * @param allowPrivate whether the house's own network and machine may be called
     */
    public OutboundHttp(Supervisor supervisor, Duration timeout, boolean allowPrivate) {
        this.timeout = timeout;
        this.timer = supervisor.timer("outbound-timer", 1);
        Timeout each = Timeout.of(timeout);
        int most = SubscriptionRepository.MOST * Sender.CALLS;
        this.connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new Addresses(allowPrivate))
                .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(each).setSocketTimeout(each).build())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder().http1Config(Http1Config.custom()
                        .setMaxLineLength(LONGEST_LINE).setMaxHeaderCount(MOST_HEADERS).build()).build())
                .setMaxConnTotal(most).setMaxConnPerRoute(most).build();
        this.client = HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(each).setConnectionRequestTimeout(each)
                        .setProtocolUpgradeEnabled(false).build())
                .setConnectionReuseStrategy((request, response, context) -> true)
                .setKeepAliveStrategy((response, context) -> KEPT)
                .setUserAgent("Ordertrail")
                .disableRedirectHandling().disableAutomaticRetries().disableCookieManagement().disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    /**
     * Posts JSON.
     *
     * @return the answer's status
     * @throws IOException if there was none in time, or the address may not be called
     */
    public int post(URI url, Map<String, String> headers, byte[] body) throws IOException {
        HttpPost request = new HttpPost(url);
        headers.forEach(request::setHeader);
        request.setHeader(HttpHeaders.CONNECTION, HeaderElements.CLOSE);
        request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> end = timer.schedule(() -> {
            late.set(true);
            request.cancel();
        }, timeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            ClassicHttpResponse response = client.executeOpen(null, request, null);
            readToEnd(response);
            return response.getCode();
        } catch (IOException | RuntimeException e) {
            if (late.get()) {
                throw new InterruptedIOException("no answer within %s".formatted(timeout));
            }
            throw e;
        } finally {
            end.cancel(false);
            connections.closeIdle(TimeValue.ZERO_MILLISECONDS);
            // What has not come to its end until now may have none.
            request.cancel();
        }
    }

    private static void readToEnd(ClassicHttpResponse response) {
        if (response.getEntity() == null) {
            return;
        }
        try {
            response.getEntity().getContent().readNBytes(MOST_READ);
        } catch (IOException e) {
            LOG.debug("An answer was not read to its end", e);
        }
    }

    @Override
    public void close() throws IOException {
        timer.shutdownNow();
        client.close();
    }
}
