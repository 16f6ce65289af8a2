package io.ordertrail.platform.web;

import java.util.ArrayList;
import java.util.List;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractJacksonHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * The present version of every JSON answer has a name, {@code application/vnd.ordertrail.v1+json}, beside plain {@code application/json}. A
 * client that asks by name goes on reading this version when a later one has become the plain one; an operation of that later version says
 * {@code produces = "application/vnd.ordertrail.v2+json"} and stands beside the first on the same path.
 */
@ControllerAdvice
class Versions implements WebMvcConfigurer, ResponseBodyAdvice<Object> {

    static final MediaType V1 = MediaType.parseMediaType("application/vnd.ordertrail.v1+json");

    /**
     * For the choice of the operation and of its form, the first version is plain JSON; and who takes any is given that rather than a
     * later version.
     */
    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
        HeaderContentNegotiationStrategy asked = new HeaderContentNegotiationStrategy();
        configurer.strategies(List.of(request -> asked.resolveMediaTypes(request).stream()
                .map(Versions::asPlain)
                .toList()));
    }

    private static MediaType asPlain(MediaType type) {
        boolean anyOfApplication = type.getType().equals("application") && type.isWildcardSubtype();
        return isFirst(type) || anyOfApplication ? MediaType.APPLICATION_JSON.copyQualityValue(type) : type;
    }

    @Override
    public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converter) {
        return AbstractJacksonHttpMessageConverter.class.isAssignableFrom(converter);
    }

    /** The answer is called what it was asked for. */
    @Override
    public Object beforeBodyWrite(Object body, MethodParameter returnType, MediaType selected,
            Class<? extends HttpMessageConverter<?>> converter, ServerHttpRequest request, ServerHttpResponse response) {
        if (selected.equalsTypeAndSubtype(MediaType.APPLICATION_JSON) && asksByName(request)) {
            response.getHeaders().setContentType(V1);
        }
        return body;
    }

    private static boolean asksByName(ServerHttpRequest request) {
        List<MediaType> asked = new ArrayList<>(request.getHeaders().getAccept());
        MimeTypeUtils.sortBySpecificity(asked);
        return asked.stream().filter(type -> isFirst(type) || type.includes(MediaType.APPLICATION_JSON)).findFirst()
                .filter(Versions::isFirst).isPresent();
    }

    private static boolean isFirst(MediaType type) {
        return type.equalsTypeAndSubtype(V1);
    }
}
