package io.ordertrail.query.dashboard;

import io.ordertrail.platform.parking.ParkedEvents;
import io.ordertrail.platform.parking.ParkedEvents.Parked;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The page of what needs a person, and what that person does about parked events. */
@Controller
@Hidden
@RequestMapping("/dashboard/attention")
class AttentionController {

    private static final String PAGE = "/dashboard/attention";

    /** More would be a page that nobody reads; the API lists them all. */
    private static final int PARKED_SHOWN = 50;

    private final Concerns concerns;
    private final ParkedEvents parked;
    private final ViewPanels panels;
    private final Parts parts;
    private final Live live;
    private final Pages pages;

    AttentionController(Concerns concerns, ParkedEvents parked, ViewPanels panels, Parts parts, Live live, Pages pages) {
        this.concerns = concerns;
        this.parked = parked;
        this.panels = panels;
        this.parts = parts;
        this.live = live;
        this.pages = pages;
    }

    @GetMapping
    ModelAndView page() {
        return new ModelAndView("dashboard/attention").addObject("page", render(panels.look())).addObject("live", PAGE + "/live");
    }

    @GetMapping("/live")
    SseEmitter live(@RequestParam(defaultValue = "") String seen) {
        return live.stream(() -> render(panels.glance()), seen);
    }

    /** What each was parked for stays as it is until something is done about it; when it is tried again is told apart from that. */
    private Page render(List<ViewPanel> panels) {
        ParkedEvents.Page first = parked.page("", PARKED_SHOWN);
        Map<String, Object> shown = Map.of("parked", first.items(), "more", first.next() != null);
        return new Page().with("concerns", parts.render("concerns", Map.of("concerns", concerns.all(panels))))
                .with("parked-events", parts.render("parked-events", shown))
                .with("parked-tries", parts.render("parked-tries", shown))
                .with("done", parts.render("done", Map.of("done", pages.done(action -> true))));
    }

    @GetMapping("/parked/{id}/discard")
    ModelAndView ask(@PathVariable String id, @RequestHeader(name = "HX-Request", defaultValue = "false") boolean inside) {
        Parked sequence = parked.find(id);
        Question question = new Question("Give up %s?".formatted(sequence.event().type()),
                "What it should have brought about is left undone, so %s may have to be put right by hand. %s that %s behind it."
                        .formatted(id, "Then it goes on with the " + Parts.WORDS.count(sequence.waiting(), "event"),
                                sequence.waiting() == 1 ? "waits" : "wait"),
                "Give it up", "%s/parked/%s/events/%s/discard".formatted(PAGE, id, sequence.event().id()), PAGE + "#parked");
        return new ModelAndView(inside ? "dashboard/part/question" : "dashboard/question").addObject("question", question);
    }

    @PostMapping("/parked/{id}/events/{event}/discard")
    ModelAndView discard(@PathVariable String id, @PathVariable String event) {
        return Answers.done(() -> parked.discard(id, event), PAGE, this::page);
    }

    @PostMapping("/parked/{id}/retry")
    ModelAndView retry(@PathVariable String id) {
        return Answers.done(() -> parked.retry(id), PAGE, this::page);
    }
}
