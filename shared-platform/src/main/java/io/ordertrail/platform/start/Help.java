package io.ordertrail.platform.start;

import io.ordertrail.platform.settings.Manual;
import java.util.List;
import java.util.Objects;

/** Answers who only wants to know, on the standard output: it was asked for there, and is no log. */
final class Help {

    private Help() {
    }

    /** @return whether that was all that was wanted */
    static boolean answers(List<String> arguments, Class<?> application) {
        String version = "Ordertrail " + Objects.requireNonNullElse(application.getPackage().getImplementationVersion(), "(not packaged)");
        if (arguments.contains("--version")) {
            System.out.println(version);
            return true;
        }
        if (arguments.contains("--help") || arguments.contains("-h")) {
            System.out.printf("""
                    %s

                    --help, -h     this; --version: which this is
                    export FILE    writes all stored events into a file, import FILE such a file into an empty event store; both then end
                                   (the command side and standalone)
                    --name=value   a setting, of these; each can also be given in the environment, by the other of its names.
                                   What a setting is unless it is given stands in brackets.

                    %s""", version, Manual.text());
            return true;
        }
        return false;
    }
}
