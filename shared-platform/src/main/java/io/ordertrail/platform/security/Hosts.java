package io.ordertrail.platform.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;

/**
 * The names under which this server is asked. Any other is that of somebody who has let a name of theirs point here, so that a browser takes
 * this server for theirs.
 */
class Hosts {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|::1|0:0:0:0:0:0:0:1");

    private final Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    /**
     * @param names beside the loopback's and the address at which a request has arrived
     * @param address on which it listens, itself a name maybe
     */
    Hosts(@Value("${ordertrail.security.hosts:}") Set<String> names, @Value("${server.address:}") String address) {
        names.forEach(name -> this.names.add(name.strip()));
        this.names.add(address);
    }

    /**
     * Both by what the request itself says and by what a proxy has said of it, where the server is set to believe one. A request that names no
     * host comes from no browser.
     */
    boolean areAsked(HttpServletRequest request) {
        String host = request.getHeader(HttpHeaders.HOST);
        return host == null || isOurs(nameIn(host), request) && isOurs(request.getServerName(), request);
    }

    private boolean isOurs(String host, HttpServletRequest request) {
        String name = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return LOOPBACK.matcher(name.toLowerCase(Locale.ROOT)).matches() || name.equals(request.getLocalAddr())
                || !name.isEmpty() && names.contains(name);
    }

    private static String nameIn(String host) {
        return host.replaceFirst(":\\d*$", "");
    }
}
