package io.ordertrail.query.dashboard;

import io.ordertrail.platform.refusal.Refusal;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** A refusal is no failure here: the page is shown as it is, and says above it what could not be done. */
final class Answers {

    private Answers() {
    }

    /** The page to see after something is done, or the page with the refusal. */
    static ModelAndView done(Runnable action, String then, Supplier<ModelAndView> page) {
        return orRefused(() -> {
            action.run();
            RedirectView redirect = new RedirectView(then);
            redirect.setStatusCode(HttpStatus.SEE_OTHER);
            return new ModelAndView(redirect);
        }, refusal -> page.get());
    }

    static ModelAndView orRefused(Supplier<ModelAndView> answer, Function<Refusal, ModelAndView> otherwise) {
        try {
            return answer.get();
        } catch (Refusal refusal) {
            return refused(refusal, otherwise.apply(refusal));
        }
    }

    static ModelAndView refused(Refusal refusal, ModelAndView page) {
        page.addObject("message", refusal.reason().detail());
        page.setStatus(HttpStatusCode.valueOf(refusal.code().status()));
        return page;
    }
}
