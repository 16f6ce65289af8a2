package io.ordertrail.platform.subscription;

import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which addresses can be subscribed with. What a name stands for is asked when it is called; what needs no asking is refused at once. */
public final class Targets {

    private static final int LONGEST = 2_000;
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final int MOST_PORTS = 65_535;

    /** The last step of what is an address and no name, in any way of writing one. */
    private static final Pattern NUMBER = Pattern.compile("(.*\\.)?(\\d+|0[xX][0-9a-fA-F]*)\\.?");

    private final Addresses addresses;

    Targets(boolean allowPrivate) {
        addresses = new Addresses(allowPrivate);
    }

    /** What is wrong with an address, empty if nothing is. */
    public Optional<String> faultOf(String url) {
        if (url.length() > LONGEST) {
            return Optional.of("must have at most %d characters".formatted(LONGEST));
        }
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            return Optional.of("must be an address such as https://shop.example/events");
        }
        if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT)) || uri.getHost() == null
                || uri.getPort() == 0 || uri.getPort() > MOST_PORTS) {
            return Optional.of("must be an address such as https://shop.example/events");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            return Optional.of("must have no user and no fragment: deliveries are signed, and nobody else is told who calls");
        }
        return isOfThisNetwork(uri.getHost()) ? Optional.of("must be an address of the Internet") : Optional.empty();
    }

    private boolean isOfThisNetwork(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        boolean here = name.equals("localhost") || name.endsWith(".localhost");
        boolean address = name.startsWith("[") || NUMBER.matcher(name).matches();
        if (!here && !address) {
            return false;
        }
        try {
            addresses.resolve(here ? "127.0.0.1" : host);
            return false;
        } catch (UnknownHostException e) {
            return true;
        }
    }
}
