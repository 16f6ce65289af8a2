package io.ordertrail.platform.archive;

import io.ordertrail.platform.start.Launch;
import java.nio.file.Path;
import java.util.List;

/** {@code export FILE} and {@code import FILE} in the place of a start: by the same settings, and then the process ends. */
public final class ArchiveCommand {

    private static final List<String> COMMANDS = List.of("export", "import");

    private ArchiveCommand() {
    }

    /**
     * @param stores makes the {@link EventLog} that the settings name
     * @return whether that was asked for
     */
    public static boolean answers(Class<?> stores, String... arguments) {
        if (arguments.length == 0 || !COMMANDS.contains(arguments[0])) {
            return false;
        }
        String[] options = List.of(arguments).subList(Math.min(2, arguments.length), arguments.length).toArray(String[]::new);
        Launch.once(stores, context -> {
            if (arguments.length < 2 || arguments[1].startsWith("--")) {
                throw new Refused("It wants a file: %s FILE.".formatted(arguments[0]));
            }
            Path file = Path.of(arguments[1]).toAbsolutePath();
            Archiving archiving = new Archiving(context.getBean(EventLog.class), System::nanoTime);
            try {
                if (arguments[0].equals("export")) {
                    archiving.export(file);
                } else {
                    archiving.restore(file);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Refused("It was interrupted; asked again it goes on.");
            }
        }, options);
        return true;
    }
}
