package io.ordertrail.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import io.github.bucket4j.TimeMeter;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.web.RefusalWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

class RequestRateTest {

    private final RefusalWriter refusals = mock();

    @AfterEach
    void leave() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void eachAnswerTellsWhatIsLeftAndOneTooManyIsRefused() throws Exception {
        RequestRate rate = rate(2L, false);

        MockHttpServletResponse first = asked(rate, "/orders", "10.0.0.1");
        assertThat(first.getHeader("RateLimit-Policy")).isEqualTo("\"caller\";q=2;w=60");
        assertThat(first.getHeader("RateLimit")).matches("\"caller\";r=1;t=(29|30)");
        assertThat(asked(rate, "/orders", "10.0.0.1").getHeader("RateLimit")).startsWith("\"caller\";r=0;");
        MockHttpServletResponse refused = asked(rate, "/events", "10.0.0.1");
        verify(refusals).write(argThat(refusal -> refusal.code() == Code.TOO_MANY_REQUESTS), eq(refused));
        assertThat(Integer.parseInt(refused.getHeader("Retry-After"))).isBetween(1, 30);
        assertThat(asked(rate, "/actuator/health/liveness", "10.0.0.1").getHeader("RateLimit")).as("is not counted").isNull();
        assertThat(asked(rate, "/orders", "10.0.0.2").getHeader("RateLimit")).as("another's").contains("r=1");
    }

    @Test
    void oneIsToldFromAnotherByTheSubjectWhereverItComesFrom() throws Exception {
        RequestRate rate = rate(2L, true);
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("ada", ""));
        asked(rate, "/orders", "10.0.0.1");
        assertThat(asked(rate, "/orders", "10.0.0.2").getHeader("RateLimit")).contains("r=0");
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("grace", ""));
        assertThat(asked(rate, "/orders", "10.0.0.1").getHeader("RateLimit")).contains("r=1");
    }

    @Test
    void anIpv6NetworkIsOneCaller() throws Exception {
        RequestRate rate = rate(2L, false);
        asked(rate, "/orders", "2001:db8:0:1::1");
        assertThat(asked(rate, "/orders", "2001:db8:0:1:ffff::2").getHeader("RateLimit")).contains("r=0");
        assertThat(asked(rate, "/orders", "2001:db8:0:2::1").getHeader("RateLimit")).contains("r=1");
    }

    @Test
    void ifNothingIsSetCallersAreCountedWhereTheySayWhoTheyAre() throws Exception {
        assertThat(asked(rate(null, false), "/orders", "10.0.0.1").getHeader("RateLimit")).isNull();
        assertThat(asked(rate(0L, true), "/orders", "10.0.0.1").getHeader("RateLimit")).isNull();
        assertThat(asked(rate(null, true), "/orders", "10.0.0.1").getHeader("RateLimit-Policy")).contains("q=60000");
    }

    @Test
    void whatIsUsedUpComesBackWithTimeAndThoseWhoAskedLongestAgoAreForgotten() {
        AtomicLong nanos = new AtomicLong();
        Allowances allowances = new Allowances(60, 3, new TimeMeter() {

            @Override
            public long currentTimeNanos() {
                return nanos.get();
            }

            @Override
            public boolean isWallClockBased() {
                return false;
            }
        });
        for (int i = 0; i < 60; i++) {
            assertThat(allowances.take("ada").isConsumed()).isTrue();
        }
        assertThat(allowances.take("ada").isConsumed()).isFalse();
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(allowances.take("ada").isConsumed()).isTrue();
        assertThat(allowances.take("ada").isConsumed()).isFalse();
        for (int i = 0; i < 5; i++) {
            allowances.take("caller " + i);
        }
        assertThat(allowances.size()).isEqualTo(3);
    }

    private RequestRate rate(Long perMinute, boolean tokens) {
        return new RequestRate(perMinute, new Security("", "", "", "", tokens), refusals);
    }

    private static MockHttpServletResponse asked(RequestRate rate, String path, String address) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setRemoteAddr(address);
        MockHttpServletResponse response = new MockHttpServletResponse();
        rate.isLeft(request, response);
        return response;
    }
}
