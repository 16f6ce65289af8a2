package io.ordertrail.platform.security;

import jakarta.servlet.ServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** By what one caller's share is told from another's: the token's subject, or where the request comes from. */
public final class CallerName {

    /** Whoever has one IPv6 address has all of its network. */
    private static final int BYTES_OF_NETWORK = 8;

    private CallerName() {
    }

    /** @param subject null if the request has none */
    public static String of(String subject, ServletRequest request) {
        return subject == null ? "address " + network(request.getRemoteAddr()) : "subject " + subject;
    }

    private static String network(String address) {
        try {
            InetAddress known = InetAddress.getByName(address);
            return known instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(known.getAddress(), BYTES_OF_NETWORK))
                    : address;
        } catch (UnknownHostException e) {
            return String.valueOf(address);
        }
    }
}
