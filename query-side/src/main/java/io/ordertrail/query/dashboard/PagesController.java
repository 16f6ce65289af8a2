package io.ordertrail.query.dashboard;

import io.ordertrail.query.live.LiveGateway;
import io.ordertrail.query.live.Topic;
import io.ordertrail.views.rebuild.Stepping;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The pages, each with the stream of what changes on it. */
@Controller
@Hidden
@RequestMapping("/dashboard")
class PagesController {

    private final Pages pages;
    private final Live live;
    private final OrderLives orders;
    private final LiveGateway streams;
    private final Stepping stepping;

    PagesController(Pages pages, Live live, OrderLives orders, LiveGateway streams, Stepping stepping) {
        this.pages = pages;
        this.live = live;
        this.orders = orders;
        this.streams = streams;
        this.stepping = stepping;
    }

    @GetMapping
    ModelAndView views() {
        List<ViewPanel> panels = pages.look();
        return page("views", pages.views(panels), "/dashboard/live").addObject("views", panels);
    }

    @GetMapping("/live")
    SseEmitter viewsLive(@RequestParam(defaultValue = "") String seen) {
        return live.stream(() -> pages.views(pages.glance()), seen);
    }

    @GetMapping("/views/{view}")
    ModelAndView view(@PathVariable String view) {
        ViewPanel panel = Pages.named(view, pages.look());
        return page("view", pages.view(panel), "/dashboard/views/%s/live".formatted(panel.name())).addObject("view", panel);
    }

    /** A document's id may have slashes. */
    @GetMapping("/views/{view}/steps")
    ModelAndView steps(@PathVariable String view, @RequestParam String id) {
        return new ModelAndView("dashboard/steps").addObject("view", view).addObject("id", id).addObject("steps", stepping.steps(view, id))
                .addObject("words", Parts.WORDS);
    }

    @GetMapping("/views/{view}/live")
    SseEmitter viewLive(@PathVariable String view, @RequestParam(defaultValue = "") String seen) {
        return live.stream(() -> pages.view(Pages.named(view, pages.glance())), seen);
    }

    @GetMapping("/processors")
    ModelAndView processors() {
        return page("processors", pages.processors(pages.look()), "/dashboard/processors/live")
                .addObject("names", pages.processorNames());
    }

    @GetMapping("/processors/live")
    SseEmitter processorsLive(@RequestParam(defaultValue = "") String seen) {
        return live.stream(() -> pages.processors(pages.glance()), seen);
    }

    @GetMapping("/orders")
    ModelAndView orders(@RequestParam(defaultValue = "") String id) {
        String order = id.strip();
        ModelAndView empty = new ModelAndView("dashboard/orders").addObject("id", order);
        return order.isEmpty() ? empty
                : Answers.orRefused(() -> {
                    OrderLives.Shown shown = orders.show(order);
                    return page("orders", shown.page(), "").addObject("id", order).addObject("position", shown.position());
                }, refusal -> empty);
    }

    @GetMapping("/orders/live")
    void orderLive(@RequestParam String id, @RequestParam String after,
            @RequestHeader(name = "Last-Event-ID", required = false) String lastEventId, HttpServletRequest request,
            HttpServletResponse response) {
        // A browser that connects again by itself knows better than the page's address.
        streams.open(new Topic(Topic.Kind.ORDER, id.strip()), orders, lastEventId == null ? after : lastEventId, request, response);
    }

    /** What is asked before something is done that cannot simply be undone: as a page, or as the inside of a dialogue. */
    @GetMapping("/views/{view}/rebuilds/{id}/{step}")
    ModelAndView ask(@PathVariable String view, @PathVariable String id, @PathVariable Question.Step step,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean inside) {
        return question(Question.of(step, Pages.named(view, pages.look()), id), inside);
    }

    @GetMapping("/processors/{name}/{step}")
    ModelAndView ask(@PathVariable String name, @PathVariable Question.Step step,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean inside) {
        return question(Question.of(step, name), inside);
    }

    private static ModelAndView question(Question question, boolean inside) {
        return new ModelAndView(inside ? "dashboard/part/question" : "dashboard/question").addObject("question", question);
    }

    private static ModelAndView page(String name, Page page, String live) {
        return new ModelAndView("dashboard/" + name).addObject("page", page).addObject("live", live);
    }
}
