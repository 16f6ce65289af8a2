package io.ordertrail.query.dashboard;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/** Says on a page of its own why there is no page: people come here with a browser, and problem details are for clients. */
@ControllerAdvice(assignableTypes = {PagesController.class, ActionsController.class, AttentionController.class})
@Order(Ordered.HIGHEST_PRECEDENCE)
class Calm {

    private static final Logger LOG = LoggerFactory.getLogger(Calm.class);

    private static ModelAndView page() {
        return new ModelAndView("dashboard/message");
    }

    @ExceptionHandler
    ModelAndView answer(Refusal refusal) {
        return Answers.refused(refusal, page());
    }

    @ExceptionHandler
    ModelAndView answer(MethodArgumentTypeMismatchException nothing) {
        return Answers.refused(Refusal.of(Code.NOT_FOUND, "There is nothing at this address"), page());
    }

    @ExceptionHandler
    ModelAndView answer(InvalidParameterException unreadable) {
        return Answers.refused(Refusal.of(Code.INVALID, "What the browser has sent cannot be read."), page());
    }

    /** Nobody is there any more to read anything. */
    @ExceptionHandler
    void answer(AsyncRequestNotUsableException gone) {
        LOG.debug("Somebody has left the dashboard", gone);
    }

    @ExceptionHandler
    ModelAndView answer(Exception failure) {
        if (failure instanceof ErrorResponse known) {
            ModelAndView page = page().addObject("message", "The browser has asked for this in a way that is not understood here.");
            page.setStatus(HttpStatusCode.valueOf(known.getStatusCode().value()));
            return page;
        }
        LOG.warn("The dashboard cannot be shown", failure);
        return Answers.refused(Refusal.of(Code.UNAVAILABLE, "This cannot be shown just now. Try again in a moment."), page());
    }
}
