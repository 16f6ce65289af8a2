package io.ordertrail.platform.settings;

import com.mongodb.ConnectionString;
import io.ordertrail.platform.personal.MasterKeys;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the value of a setting must be.
 *
 * @param words complete "it must be …"
 * @param secret whether the value may hold what nobody should read in a log
 */
record Kind(String words, boolean secret, Predicate<String> test) {

    private static final Pattern ORIGIN = Pattern.compile("\\*|https?://[^\\s/,?#]+");
    private static final Pattern SERVER = Pattern.compile("[^\\s:,/]+(:(\\d{1,5}))?");
    private static final Pattern HOST = Pattern.compile("[^\\s/,]+");
    private static final Pattern CLASS = Pattern.compile("[a-z]\\w*(\\.\\w+)+");
    private static final int MOST_PORTS = 65_535;

    private static Kind of(String words, Predicate<String> test) {
        return new Kind(words, false, test);
    }

    boolean allows(String value) {
        try {
            return test.test(value);
        } catch (RuntimeException e) {
            return false;
        }
    }

    static Kind number(long least, long most) {
        return of("a whole number from %d to %d".formatted(least, most), value -> {
            long number = Long.parseLong(value);
            return number >= least && number <= most;
        });
    }

    static Kind port() {
        return number(0, MOST_PORTS);
    }

    /** A share of one. */
    static Kind share() {
        return of("a number from 0 to 1", value -> {
            double number = Double.parseDouble(value);
            return number >= 0 && number <= 1;
        });
    }

    static Kind duration(String least, String most) {
        Duration shortest = Duration.parse(least);
        Duration longest = Duration.parse(most);
        return of("a duration in ISO-8601's form, from %s to %s".formatted(least, most), value -> {
            Duration duration = Duration.parse(value);
            return duration.compareTo(shortest) >= 0 && duration.compareTo(longest) <= 0;
        });
    }

    static Kind flag() {
        return choice("true", "false");
    }

    static Kind choice(String... values) {
        return of(values.length <= 2 ? String.join(" or ", values) : "one of " + String.join(", ", values), List.of(values)::contains);
    }

    /** One that Boot knows, or a formatter of one's own. */
    static Kind logFormat() {
        return of("ecs, gelf, logstash or the name of a class", value -> List.of("ecs", "gelf", "logstash").contains(value)
                || CLASS.matcher(value).matches());
    }

    /** Whether it can be written is found out by whoever needs it. */
    static Kind folder() {
        return of("a folder, or where one can be made", value -> {
            Path nearest = Path.of(value).toAbsolutePath();
            while (!Files.exists(nearest)) {
                nearest = nearest.getParent();
            }
            return Files.isDirectory(nearest);
        });
    }

    static Kind file() {
        return of("a file that is there", value -> Files.isReadable(Path.of(value)) && !Files.isDirectory(Path.of(value)));
    }

    static Kind word(int longest) {
        return of("a word of up to %d characters".formatted(longest), value -> value.length() <= longest
                && value.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c)));
    }

    static Kind secretText() {
        return new Kind("a text", true, value -> true);
    }

    static Kind masterKeys() {
        return new Kind("id:base64 of 32 bytes, or several with commas between them; or none", true, value -> MasterKeys.of(value) != null);
    }

    /** Of this machine, which only opening a port at it shows. */
    static Kind address() {
        return of("an address of this machine", HOST.asMatchPredicate());
    }

    static Kind origins() {
        return of("origins such as https://shop.example, with commas between them",
                value -> each(value).allMatch(ORIGIN.asMatchPredicate()));
    }

    static Kind hosts() {
        return of("names such as orders.example, with commas between them", value -> each(value).allMatch(HOST.asMatchPredicate()));
    }

    static Kind servers() {
        return of("host:port, or several with commas between them", value -> each(value).allMatch(server -> {
            var parts = SERVER.matcher(server);
            return parts.matches() && (parts.group(2) == null || Integer.parseInt(parts.group(2)) <= MOST_PORTS);
        }));
    }

    static Kind mongo() {
        return new Kind("an address of MongoDB such as mongodb://localhost:27017/ordertrail", true, value -> !new ConnectionString(value)
                .getHosts().isEmpty());
    }

    /** Told by a POST, or somebody who is only there for trying out. */
    static Kind partner() {
        return of("an address such as https://pay.example/refunds, or record, which does nothing but remember",
                value -> value.equals("record") || url().test.test(value));
    }

    static Kind url() {
        return of("an address such as http://localhost:4318", value -> {
            URI uri = URI.create(value);
            return List.of("http", "https").contains(uri.getScheme()) && uri.getHost() != null;
        });
    }

    private static Stream<String> each(String list) {
        return Stream.of(list.split(",", -1)).map(String::strip);
    }
}
