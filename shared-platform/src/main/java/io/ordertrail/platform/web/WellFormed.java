package io.ordertrail.platform.web;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what nobody can read, at every address and before anybody tries: else one address would fail at it, and another answer as if
 * nothing had been said.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class WellFormed extends OncePerRequestFilter {

    static final int MOST_PARAMETERS = 1_000;

    private final RefusalWriter refusals;

    WellFormed(RefusalWriter refusals) {
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String fault = request.getQueryString() == null ? null : faultOf(request.getQueryString());
        if (fault != null) {
            refusals.write(Refusal.of(Code.INVALID, fault), response);
        } else if (isPacked(request)) {
            response.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
            refusals.write(Refusal.of(Code.UNSUPPORTED_MEDIA_TYPE, "Bodies are sent as they are, not compressed"), response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isPacked(HttpServletRequest request) {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        boolean hasBody = request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        return hasBody && encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity");
    }

    /** What is wrong with a query, in the client's words; null if nothing is. */
    private static String faultOf(String query) {
        int count = 0;
        for (String parameter : query.split("&")) {
            int sign = parameter.indexOf('=');
            String name = sign < 0 ? parameter : parameter.substring(0, sign);
            if (name.isEmpty() && sign == 0) {
                return "The query has a parameter without a name";
            }
            if (!isReadable(name) || !isReadable(parameter.substring(name.length()))) {
                return "The query cannot be read: other characters are UTF-8, each byte as % and two hexadecimal digits (% itself is %25)";
            }
            count += parameter.isEmpty() ? 0 : 1;
        }
        return count > MOST_PARAMETERS ? "The query has more than 1,000 parameters" : null;
    }

    private static boolean isReadable(String encoded) {
        ByteBuffer bytes = ByteBuffer.allocate(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char next = encoded.charAt(i);
            if (next == '%') {
                if (i + 2 >= encoded.length() || !HexFormat.isHexDigit(encoded.charAt(i + 1))
                        || !HexFormat.isHexDigit(encoded.charAt(i + 2))) {
                    return false;
                }
                bytes.put((byte) HexFormat.fromHexDigits(encoded, i + 1, i + 3));
                i += 2;
            } else {
                bytes.put((byte) next);
            }
        }
        return isUtf8(bytes.flip());
    }

    /** Strictly: a character in more bytes than it takes is none, for one reader would see a full stop or a slash where another sees nothing. */
    static boolean isUtf8(ByteBuffer bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes);
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
