package io.ordertrail.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.platform.web.PlatformJson;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class GuardTest {

    private static final String SHOP = "https://shop.example";

    private final Guard guard = new Guard(new Hosts(Set.of("orders.example"), "ordertrail.local"), Set.of(SHOP), PlatformJson.refusals());

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:8080", "LOCALHOST", "127.0.0.1:8080", "127.1.2.3", "[::1]:8080", "orders.example",
            "Orders.Example:443", "ordertrail.local", "10.1.2.3:8082"})
    void itIsAskedUnderItsNames(String host) throws Exception {
        assertThat(answer("GET", "/orders", "Host", host)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8080", "localhost.evil.example", "127.0.0.1.evil.example", "10.1.2.4", "",
            "orders.example.evil", "localhost:8080@evil.example", "[::2]"})
    void underNoOtherNameAnythingIsAnswered(String host) throws Exception {
        assertThat(answer("GET", "/orders", "Host", host)).isEqualTo(403);
        assertThat(answer("POST", "/orders/1/cancel", "Host", host)).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
            // Programs
            "-|-|-|application/json|200", "-|-|-|-|200", "-|-|-|application/merge-patch+json|200",
            // Own pages
            "same-origin|http://localhost|-|application/x-www-form-urlencoded|200", "same-origin|-|-|-|200",
            "-|http://localhost|-|application/x-www-form-urlencoded|200", "-|http://LOCALHOST|-|-|200",
            // Others' pages
            "cross-site|https://evil.example|navigate|application/x-www-form-urlencoded|403", "cross-site|-|-|-|403", "same-site|-|-|-|403",
            "none|-|-|-|403", "cross-site|null|no-cors|text/plain|403", "-|null|-|-|403", "-|https://evil.example|-|text/plain|403",
            "-|https://evil.example|-|application/json|403", "-|http://localhost.evil.example|-|-|403", "-|http://localhost:81|-|-|403",
            "-|not an origin|-|-|403", "cross-site|http://localhost|-|application/json|403",
            // Forms of nobody knows whom
            "-|-|-|application/x-www-form-urlencoded|415", "-|-|-|text/plain;charset=UTF-8|415",
            "-|-|-|multipart/form-data; boundary=x|415",
            "-|-|-|TEXT/PLAIN|415",
            // Pages that may call the API
            "cross-site|https://shop.example|cors|application/json|200", "-|https://shop.example|-|-|200",
            "cross-site|https://shop.example|navigate|-|403", "cross-site|https://shop.example|no-cors|text/plain|415",
            "-|https://shop.example|-|application/x-www-form-urlencoded|415", "-|http://shop.example|-|-|403"})
    void onlyOurPagesAndProgramsChangeAnything(String site, String origin, String mode, String type, int status) throws Exception {
        String[] headers = {"Host", "localhost", "Sec-Fetch-Site", site, "Origin", origin, "Sec-Fetch-Mode", mode, "Content-Type", type};

        for (String method : Set.of("POST", "PUT", "PATCH", "DELETE", "ODD")) {
            assertThat(answer(method, "/processors/accounts/pause", headers)).as(method).isEqualTo(status);
        }
        assertThat(answer("GET", "/processors", headers)).isEqualTo(200);
    }

    /** A page is used by people: whatever is no page of ours has no business with its buttons. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {"-|-|-|403", "-|-|application/json|403", "-|https://shop.example|-|403",
            "cross-site|https://shop.example|-|403", "same-origin|-|application/x-www-form-urlencoded|200", "-|http://localhost|-|200"})
    void onlyAPageHasButtons(String site, String origin, String type, int status) throws Exception {
        assertThat(answer("POST", "/dashboard/processors/accounts/pause", "Host", "localhost", "Sec-Fetch-Site", site, "Origin", origin,
                "Content-Type", type)).isEqualTo(status);
    }

    /** The web server has taken it over from the proxy, if it is set to believe one. */
    @ParameterizedTest
    @CsvSource({"localhost,orders.example,200", "localhost,evil.example,403", "evil.example,orders.example,403"})
    void whatAProxySaysOfTheNameCountsBesideTheNameItself(String host, String forwarded, int status) throws Exception {
        assertThat(answer(new MockHttpServletRequest("GET", "/orders") {
            @Override
            public String getServerName() {
                return forwarded;
            }
        }, "Host", host)).isEqualTo(status);
    }

    private int answer(String method, String path, String... headers) throws Exception {
        return answer(new MockHttpServletRequest(method, path), headers);
    }

    private int answer(MockHttpServletRequest request, String... headers) throws Exception {
        request.setLocalAddr("10.1.2.3");
        for (int i = 0; i < headers.length; i += 2) {
            if (headers[i + 1] != null) {
                request.addHeader(headers[i], headers[i + 1]);
            }
        }
        MockHttpServletResponse response = new MockHttpServletResponse();
        MockFilterChain chain = new MockFilterChain();
        guard.doFilter(request, response, chain);
        assertThat(chain.getRequest() != null).isEqualTo(response.getStatus() == 200);
        if (response.getStatus() != 200) {
            assertThat(response.getContentAsString()).contains("\"code\"");
        }
        return response.getStatus();
    }
}
