package io.ordertrail.issuer;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * What an issuer must know of the system that it is for.
 *
 * @param address what tokens name as their issuer, and where clients find it
 * @param dashboards addresses of nodes whose dashboard has people log in here; on the loopback's own address any port is taken
 * @param commands where the people are made known; asked for only when it is needed
 * @param people file that keeps which ids they have got there
 */
public record IssuerSettings(URI address, List<URI> dashboards, Supplier<URI> commands, Path people) {
}
