package io.ordertrail.query;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.springdoc.core.customizers.ParameterCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives a controller's {@code List<ConsistencyToken>} parameter the tokens that the request brought, in one header or in several. */
@Component
class Tokens implements HandlerMethodArgumentResolver, WebMvcConfigurer, ParameterCustomizer {

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == List.class
                && ResolvableType.forMethodParameter(parameter).getGeneric().resolve() == ConsistencyToken.class;
    }

    @Override
    public List<ConsistencyToken> resolveArgument(MethodParameter parameter, ModelAndViewContainer container, NativeWebRequest request,
            WebDataBinderFactory binders) {
        return of(request.getNativeRequest(HttpServletRequest.class));
    }

    /** @throws io.ordertrail.platform.refusal.Refusal {@code BAD_TOKEN} if one of them is none */
    static List<ConsistencyToken> of(HttpServletRequest request) {
        return ConsistencyToken.decodeAll(Collections.list(request.getHeaders(ConsistencyToken.HEADER)));
    }

    @Override
    public Parameter customize(Parameter described, MethodParameter parameter) {
        return described == null || !supportsParameter(parameter) ? described : new HeaderParameter()
                .name(ConsistencyToken.HEADER)
                .description("Tokens from commands whose events the answer must show; several as repeated lines or separated by commas")
                .required(false)
                .schema(new StringSchema());
    }
}
