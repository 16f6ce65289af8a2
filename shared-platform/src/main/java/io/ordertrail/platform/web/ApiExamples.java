package io.ordertrail.platform.web;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import org.springdoc.webmvc.api.OpenApiResource;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Has the API document's examples be of the days in which they are read, so that they can be tried as they stand: where one says
 * {@code {yesterday}} or {@code {tomorrow}}, it is shown with that date.
 */
@ControllerAdvice
class ApiExamples implements ResponseBodyAdvice<byte[]> {

    private final Clock clock;

    ApiExamples(Clock clock) {
        this.clock = clock;
    }

    @Override
    public boolean supports(MethodParameter answer, Class<? extends HttpMessageConverter<?>> converter) {
        return OpenApiResource.class.isAssignableFrom(answer.getContainingClass()) && answer.getParameterType() == byte[].class;
    }

    @Override
    public byte[] beforeBodyWrite(byte[] document, MethodParameter answer, MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request, ServerHttpResponse response) {
        LocalDate today = LocalDate.now(clock);
        return new String(document, StandardCharsets.UTF_8).replace("{yesterday}", today.minusDays(1).toString())
                .replace("{tomorrow}", today.plusDays(1).toString()).getBytes(StandardCharsets.UTF_8);
    }
}
