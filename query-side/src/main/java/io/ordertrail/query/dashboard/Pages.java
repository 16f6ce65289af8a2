package io.ordertrail.query.dashboard;

import io.ordertrail.platform.actions.Action;
import io.ordertrail.platform.actions.Actions;
import io.ordertrail.platform.processors.ProcessorControl;
import io.ordertrail.platform.processors.ProcessorStatus;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.views.healing.Healing;
import io.ordertrail.views.healing.Healing.ParkedDocument;
import io.ordertrail.views.rebuild.Rebuilds;
import io.ordertrail.views.state.SwitchMode;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What stands on each page now. */
@Component
class Pages {

    /** More would be a page that nobody reads; the API lists them all. */
    private static final int PARKED_SHOWN = 100;

    private static final int ACTIONS_SHOWN = 20;

    private static final String NEWS = "news";

    private final ViewPanels panels;
    private final Healing healing;
    private final ProcessorControl processors;
    private final Parts parts;
    private final Rebuilds rebuilds;
    private final Actions actions;
    private final Needs needs;

    Pages(ViewPanels panels, Healing healing, ProcessorControl processors, Parts parts, Rebuilds rebuilds, Actions actions,
            Needs needs) {
        this.panels = panels;
        this.healing = healing;
        this.processors = processors;
        this.parts = parts;
        this.rebuilds = rebuilds;
        this.actions = actions;
        this.needs = needs;
    }

    Page views(List<ViewPanel> panels) {
        Page page = new Page().with(NEWS, parts.render("news", Map.of("news", panels.stream().filter(ViewPanel::rebuilding)
                .map(ViewPanel::news).collect(Collectors.joining(". ")))));
        List<Need> needed = needs.all(panels);
        page.with("needs", parts.render("needs", Map.of("needs", needed, "calm",
                needed.isEmpty() ? needs.calm(panels, this.panels.eventsPerSecond()) : "")));
        panels.forEach(panel -> page.with("numbers." + panel.name(), parts.render("row", Map.of("view", panel)))
                .with("actions." + panel.name(), parts.render("row-actions", Map.of("view", panel, "modes", SwitchMode.values()))));
        return page;
    }

    Page view(ViewPanel panel) {
        List<ParkedDocument> parked = panel.status().parked() == 0 ? List.of() : healing.parked(panel.name(), PARKED_SHOWN);
        Map<String, Object> model = Map.of("view", panel, "parked", parked, "modes", SwitchMode.values(), "news", panel.news(),
                "categories", parked.stream().map(ParkedDocument::category).distinct().sorted().toList(), "history",
                rebuilds.all(panel.name()), "done", done(action -> OperatorAction.isAbout(panel.name(), action)));
        Page page = new Page();
        List.of(NEWS, "numbers", "progress", "actions", "report", "parked", "history", "done")
                .forEach(name -> page.with(name, parts.render(name, model)));
        return page;
    }

    /** What operators have done of late. */
    List<OperatorAction> done(Predicate<Action> wanted) {
        return actions.latest(ACTIONS_SHOWN, wanted).stream().map(OperatorAction::of).toList();
    }

    /** @param panels of which the last stored position is known */
    Page processors(List<ViewPanel> panels) {
        long head = panels.stream().mapToLong(ViewPanel::head).max().orElse(0);
        Page page = new Page();
        processors.status().forEach(processor -> {
            Map<String, Object> model = Map.of("processor", processor, "head", head);
            page.with("numbers." + processor.name(), parts.render("processor", model))
                    .with("actions." + processor.name(), parts.render("processor-actions", model));
        });
        return page;
    }

    List<String> processorNames() {
        return processors.status().stream().map(ProcessorStatus::name).toList();
    }

    /** @throws Refusal {@code NOT_FOUND} */
    static ViewPanel named(String view, List<ViewPanel> panels) {
        return panels.stream().filter(panel -> panel.name().equals(view)).findFirst()
                .orElseThrow(() -> Refusal.notFound("view", view));
    }

    List<ViewPanel> look() {
        return panels.look();
    }

    List<ViewPanel> glance() {
        return panels.glance();
    }
}
