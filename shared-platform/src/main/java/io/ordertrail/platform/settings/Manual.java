package io.ordertrail.platform.settings;

import java.util.List;
import java.util.stream.Collectors;

/** All settings as people read them. */
public final class Manual {

    private static final int WIDTH = 100;

    private Manual() {
    }

    /** For a terminal. */
    public static String text() {
        return Settings.ALL.stream().map(setting -> "  --%s=…%s%n%s".formatted(setting.property(),
                setting.property().equals(setting.variable()) ? "" : "   or " + setting.variable(),
                wrapped("%s: %s%s".formatted(setting.meaning(), setting.kind().words(),
                        setting.shown() == null ? "" : " (%s)".formatted(setting.shown())))))
                .collect(Collectors.joining("\n"));
    }

    /** For the README. */
    static List<String> rows() {
        return Settings.ALL.stream().map(setting -> "| `%s` | %s | %s | %s | %s |".formatted(setting.variable(),
                setting.property().equals(setting.variable()) ? "" : "`%s`".formatted(setting.property()),
                setting.meaning(), setting.kind().words(), setting.shown() == null ? "none" : setting.shown())).toList();
    }

    private static String wrapped(String text) {
        StringBuilder lines = new StringBuilder();
        int column = WIDTH;
        for (String word : text.split(" ")) {
            if (column + word.length() >= WIDTH) {
                lines.append(lines.isEmpty() ? "" : "\n").append("     ");
                column = 0;
            }
            lines.append(' ').append(word);
            column += word.length() + 1;
        }
        return lines.append('\n').toString();
    }
}
