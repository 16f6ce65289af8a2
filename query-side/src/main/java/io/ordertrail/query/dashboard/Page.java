package io.ordertrail.query.dashboard;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A page's parts that change while somebody looks, as HTML by name. A part is sent again only when it has changed, so what has buttons stands
 * apart from what has numbers: then nothing is taken away from under a reader's fingers.
 */
final class Page {

    private final Map<String, String> parts = new LinkedHashMap<>();

    public Page with(String name, String html) {
        parts.put(name, html);
        return this;
    }

    public String part(String name) {
        return parts.get(name);
    }

    /** By name, in order. */
    public Map<String, String> parts() {
        return parts;
    }

    /** What was shown, in a few letters per part. */
    public String seen() {
        return parts.values().stream().map(Page::mark).collect(Collectors.joining("."));
    }

    static String mark(String html) {
        return Integer.toString(html.hashCode() & 0xFFFFFF, Character.MAX_RADIX);
    }
}
