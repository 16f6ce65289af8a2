package io.ordertrail.platform.settings;

import io.ordertrail.platform.refusal.Nearest;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Which names may be set: one that is misspelt would otherwise set nothing, and say nothing. */
final class KnownNames {

    private static final String OURS = "ordertrail.";
    private static final String OURS_IN_ENVIRONMENT = "ORDERTRAIL_";

    /** Theirs are the libraries' settings, which are not all written down here. */
    private static final List<String> LIBRARIES =
            List.of("spring.", "server.", "logging.", "management.", "axon.", "springdoc.", "otel.");
    private static final List<String> SWITCHES = List.of("debug", "trace");

    /** What Kubernetes puts into every container beside a service whose name begins like ours. */
    private static final Pattern SERVICE_LINK = Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT(_\\d+_(TCP|UDP|SCTP)(_.*)?)?)");

    /** So few letters are a slip even where a library's setting might be meant. */
    private static final int SLIP = 2;

    private KnownNames() {
    }

    /** @return what is wrong with an argument of the command line, as a sentence */
    static Optional<String> refuse(String argument) {
        if (!argument.startsWith("--")) {
            return Optional.of("%s is no option: they are written --name=value, and --help lists them.".formatted(argument));
        }
        String[] option = argument.substring(2).split("=", 2);
        String name = option[0];
        if (SWITCHES.contains(name)) {
            return Optional.empty();
        }
        boolean known = isKnown(name) || LIBRARIES.stream().anyMatch(name::startsWith) && distance(name, nearest(name).property()) > SLIP;
        if (!known) {
            return Optional.of(unknown("--" + name, "--" + nearest(name).property()));
        }
        return option.length > 1 ? Optional.empty() : Optional.of("--%s has no value: it is written --%1$s=value.".formatted(name));
    }

    /** @return a sentence for each name of ours that nobody reads, wherever it was set but on the command line */
    static List<String> unknown(ConfigurableEnvironment environment) {
        return environment.getPropertySources().stream().filter(source -> !(source instanceof CommandLinePropertySource))
                .filter(EnumerablePropertySource.class::isInstance)
                .flatMap(source -> List.of(((EnumerablePropertySource<?>) source).getPropertyNames()).stream().sorted()
                        .flatMap(name -> refuse(name, source).stream()))
                .toList();
    }

    private static Optional<String> refuse(String name, PropertySource<?> source) {
        if (source instanceof SystemEnvironmentPropertySource) {
            boolean wrong = name.startsWith(OURS_IN_ENVIRONMENT) && !isVariable(name) && !SERVICE_LINK.matcher(name).matches();
            return wrong ? Optional.of(unknown(name, nearest(name).variable())) : Optional.empty();
        }
        boolean wrong = name.toLowerCase(Locale.ROOT).startsWith(OURS) && !isKnown(name);
        return wrong ? Optional.of(unknown(name, nearest(name).property())) : Optional.empty();
    }

    private static String unknown(String name, String nearest) {
        return "%s is not known; did you mean %s? --help lists all.".formatted(name, nearest);
    }

    private static boolean isKnown(String name) {
        String plain = plain(name);
        return Settings.INTERNAL.contains(name)
                || Settings.ALL.stream().anyMatch(setting -> plain(setting.property()).equals(plain) || setting.variable().equals(name));
    }

    /** Spring also takes it with a property's hyphens left out. */
    private static boolean isVariable(String name) {
        return Settings.ALL.stream().anyMatch(setting -> setting.variable().equals(name)
                || setting.property().replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT).equals(name));
    }

    /** Spring makes no difference between hyphens and capitals. */
    private static String plain(String property) {
        return property.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
    }

    private static Setting nearest(String name) {
        return Settings.ALL.stream().min(Comparator.comparingInt(setting -> distance(name, setting.property()))).orElseThrow();
    }

    /** By letters alone; what the names of many begin with may have been left out, or put where it is not. */
    private static int distance(String name, String property) {
        String whole = letters(name);
        int least = Nearest.steps(whole, letters(property));
        least = Math.min(least, Nearest.steps(whole, letters(property.substring(property.indexOf('.') + 1))));
        return whole.startsWith(letters(OURS)) ? Math.min(least, Nearest.steps(whole.substring(letters(OURS).length()), letters(property)))
                : least;
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
