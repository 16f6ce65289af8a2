package io.ordertrail.query.dashboard;

import io.ordertrail.platform.subscription.Delivery;
import io.ordertrail.platform.subscription.Subscriptions;
import io.ordertrail.platform.subscription.Subscriptions.Standing;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.view.RedirectView;

/** The page of those outside who are told of events: how far each is, what it does not take, and what can be done about it. */
@Controller
@Hidden
@RequestMapping("/dashboard/subscriptions")
class SubscribersController {

    private static final String PAGE = "/dashboard/subscriptions";

    /** Of each; the API lists them all. */
    private static final int FAILING_SHOWN = 3;

    private final Subscriptions subscriptions;
    private final Parts parts;
    private final Live live;

    SubscribersController(Subscriptions subscriptions, Parts parts, Live live) {
        this.subscriptions = subscriptions;
        this.parts = parts;
        this.live = live;
    }

    @GetMapping
    ModelAndView page() {
        List<Standing> all = subscriptions.all();
        return new ModelAndView("dashboard/subscriptions").addObject("page", render(all)).addObject("live", PAGE + "/live")
                .addObject("names", all.stream().map(standing -> standing.subscription().name()).toList());
    }

    @GetMapping("/live")
    SseEmitter live(@RequestParam(defaultValue = "") String seen) {
        return live.stream(() -> render(subscriptions.all()), seen);
    }

    private Page render(List<Standing> all) {
        Page page = new Page();
        for (Standing standing : all) {
            List<Delivery> failing = standing.progress().waiting().stream().filter(delivery -> delivery.problem() != null)
                    .limit(FAILING_SHOWN).toList();
            Map<String, Object> model = Map.of("standing", standing, "failing", failing);
            page.with("numbers." + standing.subscription().name(), parts.render("subscription", model))
                    .with("actions." + standing.subscription().name(), parts.render("subscription-actions", model));
        }
        return page;
    }

    @PostMapping("/{name}/pause")
    ModelAndView pause(@PathVariable String name) {
        return done(() -> subscriptions.pause(name));
    }

    @PostMapping("/{name}/resume")
    ModelAndView resume(@PathVariable String name) {
        return done(() -> subscriptions.resume(name));
    }

    private ModelAndView done(Runnable action) {
        return Answers.orRefused(() -> {
            action.run();
            RedirectView redirect = new RedirectView(PAGE);
            redirect.setStatusCode(HttpStatus.SEE_OTHER);
            return new ModelAndView(redirect);
        }, refusal -> page());
    }
}
