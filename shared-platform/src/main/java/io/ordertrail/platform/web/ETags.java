package io.ordertrail.platform.web;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Entity tags: {@code "n"} for an aggregate's version, {@code "n-r"} where an answer shows more than the aggregate. */
public final class ETags {

    private static final Pattern STRONG = Pattern.compile("\"(\\d{1,18})(-[0-9a-z]+)?\"");

    private ETags() {
    }

    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /** @param rest changes with anything else in the answer; lower-case letters and digits */
    public static String of(long version, String rest) {
        return "\"" + version + "-" + rest + "\"";
    }

    /**
     * The versions that an {@code If-Match} header accepts; weak and foreign tags accept none (RFC 9110, 13.1.1).
     *
     * @return null if the header is {@code *} and accepts all
     */
    public static Set<Long> versionsOf(String ifMatch) {
        if (ifMatch.strip().equals("*")) {
            return null;
        }
        return Arrays.stream(ifMatch.split(","))
                .map(tag -> STRONG.matcher(tag.strip()))
                .filter(Matcher::matches)
                .map(tag -> Long.valueOf(tag.group(1)))
                .collect(Collectors.toSet());
    }
}
