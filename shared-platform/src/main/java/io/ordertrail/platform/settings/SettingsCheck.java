package io.ordertrail.platform.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/** Looks at all that is set before anything is built, and tells everything that is wrong with it at once. */
@Order(Ordered.HIGHEST_PRECEDENCE)
public class SettingsCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private final List<String> arguments;

    /** @param arguments of the command line */
    public SettingsCheck(String... arguments) {
        this.arguments = List.of(arguments);
    }

    /** @throws WrongSettings if anything is */
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getEnvironment().getPropertySources().remove(Standards.PLAIN_LOG);
        List<String> wrong = wrong(context.getEnvironment());
        if (!wrong.isEmpty()) {
            throw new WrongSettings(wrong);
        }
    }

    List<String> wrong(ConfigurableEnvironment environment) {
        List<String> wrong = new ArrayList<>();
        arguments.stream().flatMap(argument -> KnownNames.refuse(argument).stream()).forEach(wrong::add);
        wrong.addAll(KnownNames.unknown(environment));
        List<String> values = Settings.ALL.stream().flatMap(setting -> refuse(setting, environment).stream()).toList();
        wrong.addAll(values);
        return values.isEmpty() ? Stream.concat(wrong.stream(), refuseTogether(environment).stream()).toList() : wrong;
    }

    static Optional<String> refuse(Setting setting, Environment environment) {
        String value;
        try {
            value = environment.getProperty(setting.property());
        } catch (IllegalArgumentException e) {
            return Optional.of("%s refers to what is not set: %s.".formatted(setting.names(), e.getMessage()));
        }
        boolean standard = setting.standard() != null && environment.resolvePlaceholders(setting.standard()).equals(value);
        if (value == null || standard || value.isBlank() && setting.mayBeEmpty() || setting.kind().allows(value)) {
            return Optional.empty();
        }
        return Optional.of("%s %s. It must be %s.".formatted(setting.names(),
                setting.kind().secret() ? "is not understood" : "is '%s'".formatted(value), setting.kind().words()));
    }

    /** A segment whose command finds no thread holds up the others. */
    private static Optional<String> refuseTogether(Environment environment) {
        int threads = environment.getProperty("ordertrail.processes.threads", Integer.class, Integer.MAX_VALUE);
        int segments = environment.getProperty("ordertrail.processes.segments", Integer.class, 1);
        return threads >= segments ? Optional.empty()
                : Optional.of(
                        "ordertrail.processes.threads (ORDERTRAIL_PROCESSES_THREADS) is %d. It must be no fewer than there are segments, %d."
                                .formatted(threads, segments));
    }
}
