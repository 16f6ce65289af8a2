package io.ordertrail.platform.subscription;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks names up, once for each connection, and refuses those of this machine and of networks that are nobody's in the Internet: what is judged is
 * what is connected to, so that a name cannot be another's a moment later.
 */
final class Addresses implements DnsResolver {

    /** Networks that are not the Internet's (IANA's registry of special addresses): first address, and how many bits name the network. */
    private static final int[][] SPECIAL = {{0, 8}, {10 << 24, 8}, {ip(100, 64), 10}, {127 << 24, 8}, {ip(169, 254), 16},
            {ip(172, 16), 12}, {ip(192, 0), 24}, {ip(192, 0) | 2 << 8, 24}, {ip(192, 88) | 99 << 8, 24}, {ip(192, 168), 16},
            {ip(198, 18), 15}, {ip(198, 51) | 100 << 8, 24}, {ip(203, 0) | 113 << 8, 24}, {ip(224, 0), 3}};

    private final boolean allowPrivate;

    Addresses(boolean allowPrivate) {
        this.allowPrivate = allowPrivate;
    }

    private static int ip(int first, int second) {
        return first << 24 | second << 16;
    }

    /** @throws UnknownHostException also if any of its addresses may not be called */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] all = InetAddress.getAllByName(host);
        for (InetAddress address : all) {
            if (!allowPrivate && !isPublic(address)) {
                throw new UnknownHostException("%s is at an address that is not public, which may not be called".formatted(host));
            }
        }
        return all;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** An address of the fourth version within one of the sixth is what it is, for Java reads it as such, or it is none of those that may be. */
    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic(number(bytes, 0)) : isPublicSixth(number(bytes, 0));
    }

    private static boolean isPublic(int address) {
        for (int[] network : SPECIAL) {
            if (address >>> 32 - network[1] == network[0] >>> 32 - network[1]) {
                return false;
            }
        }
        return true;
    }

    /** Of what is given out, 2000::/3, all but protocols' and tunnels' (2001::/23, 2002::/16) and documents' (2001:db8::/32, 3fff::/20). */
    private static boolean isPublicSixth(int first) {
        return first >>> 29 == 1 && first >>> 9 != 0x2001_0000 >>> 9 && first >>> 16 != 0x2002 && first != 0x2001_0db8
                && first >>> 12 != 0x3fff_0000 >>> 12;
    }

    private static int number(byte[] bytes, int from) {
        return (bytes[from] & 0xff) << 24 | (bytes[from + 1] & 0xff) << 16 | (bytes[from + 2] & 0xff) << 8 | bytes[from + 3] & 0xff;
    }
}
