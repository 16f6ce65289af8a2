package io.ordertrail.platform.security;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Type;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What of rights can only be seen in a body: for whom something is asked, and what of an answer is not for its reader. */
@ControllerAdvice
class Bodies extends RequestBodyAdviceAdapter implements ResponseBodyAdvice<Object> {

    private static final String PAYMENT = "payment";

    private final JsonMapper json;
    private final HttpServletRequest current;

    /** @param current stands for whichever request a thread is answering */
    Bodies(JsonMapper json, HttpServletRequest current) {
        this.json = json;
        this.current = current;
    }

    @Override
    public boolean supports(MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public Object afterBodyRead(Object body, HttpInputMessage message, MethodParameter parameter, Type type,
            Class<? extends HttpMessageConverter<?>> converter) {
        Caller caller = Caller.of(current);
        if (Access.askedBy(current).filter(right -> right.thing() == Thing.BODY && caller.whose(right) == Whose.OWN).isPresent()) {
            // One without a consumer is refused for that.
            String consumer = body instanceof OnBehalf onBehalf ? onBehalf.consumerId() : "";
            if (consumer != null) {
                caller.requireOwn(Thing.CONSUMER, consumer);
            }
        }
        return body;
    }

    @Override
    public boolean supports(MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public Object beforeBodyWrite(Object body, MethodParameter returned, MediaType selected,
            Class<? extends HttpMessageConverter<?>> converter, ServerHttpRequest request, ServerHttpResponse response) {
        if (body == null || !(request instanceof ServletServerHttpRequest servlet) || !hidesPayment(servlet.getServletRequest())) {
            return body;
        }
        JsonNode tree = json.valueToTree(body);
        if (tree instanceof ObjectNode order) {
            order.remove(PAYMENT);
        }
        return tree;
    }

    private static boolean hidesPayment(HttpServletRequest request) {
        return Access.askedBy(request).filter(right -> Caller.of(request).whose(right) == Whose.OWN_WITHOUT_PAYMENT).isPresent();
    }
}
