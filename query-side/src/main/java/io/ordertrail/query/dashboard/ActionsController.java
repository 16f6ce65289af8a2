package io.ordertrail.query.dashboard;

import io.ordertrail.platform.actions.ActionsNoted;
import io.ordertrail.platform.processors.ProcessorControl;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.security.Caller;
import io.ordertrail.query.dashboard.Question.Step;
import io.ordertrail.views.healing.Healing;
import io.ordertrail.views.healing.Healing.ParkedDocument;
import io.ordertrail.views.projection.Parked;
import io.ordertrail.views.rebuild.Rebuilds;
import io.ordertrail.views.state.SwitchMode;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What an operator does: each a form's POST, answered with the way back to the page, or with that page and why it could not be done. */
@Controller
@Hidden
@RequestMapping("/dashboard")
class ActionsController {

    private static final int MOST_HEALED = 1_000;

    private final Rebuilds rebuilds;
    private final Healing healing;
    private final ProcessorControl processors;
    private final PagesController pages;

    ActionsController(Rebuilds rebuilds, Healing healing, ProcessorControl processors, PagesController pages) {
        this.rebuilds = rebuilds;
        this.healing = healing;
        this.processors = processors;
        this.pages = pages;
    }

    @PostMapping("/views/{view}/rebuilds")
    ModelAndView start(@PathVariable String view, @RequestParam(name = "switch", defaultValue = "WHEN_EQUAL") SwitchMode mode,
            HttpServletRequest request) {
        return withView(view, () -> rebuilds.start(view, mode, null, Caller.of(request).subject()));
    }

    @PostMapping("/views/{view}/rebuilds/{id}/{step}")
    ModelAndView take(@PathVariable String view, @PathVariable String id, @PathVariable Step step) {
        return withView(view, () -> {
            switch (step) {
                case CANCEL -> rebuilds.cancel(view, id);
                case SWITCH -> rebuilds.switchTo(view, id);
                case ROLLBACK -> rebuilds.rollBack(view, id);
                case PAUSE, RESUME, SPLIT, MERGE -> throw Refusal.notFound("step", Parts.WORDS.plain(step));
            }
        });
    }

    /** A document's id may have slashes, so it is a field of the form. */
    @PostMapping("/views/{view}/heal")
    ModelAndView heal(@PathVariable String view, @RequestParam String id) {
        return withView(view, () -> {
            Optional<ParkedDocument> left = healing.heal(view, id);
            ActionsNoted.observed("%s %s".formatted(id, left.map(parked -> "stands still: " + parked.error()).orElse("is well")));
            left.ifPresent(parked -> {
                throw Refusal.of(Code.INVALID_STATE, "%s still cannot be folded: %s".formatted(id, parked.error()));
            });
        });
    }

    @PostMapping("/views/{view}/heal-all")
    ModelAndView healAll(@PathVariable String view, @RequestParam Parked.Category category) {
        return withView(view, () -> {
            Healing.Healed outcome = healing.healAll(view, category, MOST_HEALED);
            ActionsNoted.observed("%d are well, %d stand still".formatted(outcome.healed(), outcome.left()));
            if (outcome.left() > 0) {
                throw Refusal.of(Code.INVALID_STATE, "%s, %s".formatted(Parts.WORDS.count(outcome.healed(), "document") + " healed",
                        Parts.WORDS.count(outcome.left()) + " still stand still"));
            }
        });
    }

    @PostMapping("/processors/{name}/{step}")
    ModelAndView take(@PathVariable String name, @PathVariable Step step) {
        return Answers.done(() -> {
            switch (step) {
                case PAUSE -> processors.pause(name);
                case RESUME -> processors.resume(name);
                case SPLIT -> processors.split(name);
                case MERGE -> processors.merge(name);
                case CANCEL, SWITCH, ROLLBACK -> throw Refusal.notFound("step", Parts.WORDS.plain(step));
            }
        }, "/dashboard/processors", pages::processors);
    }

    private ModelAndView withView(String view, Runnable action) {
        return Answers.done(action, "/dashboard/views/" + view, () -> pages.view(view));
    }
}
