package io.ordertrail.query.dashboard;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Renders parts of pages: the same for a page as it is first shown and for what is sent after it. */
@Component
class Parts {

    static final Words WORDS = new Words();

    private final ITemplateEngine templates;

    Parts(ITemplateEngine templates) {
        this.templates = templates;
    }

    /** @param name of the template under {@code dashboard/part} */
    String render(String name, Map<String, Object> model) {
        Map<String, Object> all = new HashMap<>(model);
        all.put("words", WORDS);
        return templates.process("dashboard/part/" + name, new Context(Locale.UK, all));
    }
}
