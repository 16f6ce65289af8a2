package io.ordertrail.platform.web;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters.ServerBuilder;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.util.FastByteArrayOutputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes answers as JSON whose length is known before the first byte leaves: so small ones are not compressed, and what cannot be written is
 * an error and not half an answer. Answers are bounded; what is not is a stream and does not come here.
 */
class ApiJson extends JacksonJsonHttpMessageConverter {

    ApiJson(JsonMapper json) {
        super(json);
    }

    /** In Boot's place. */
    @Configuration(proxyBeanMethods = false)
    static class Converters {

        @Bean
        ServerHttpMessageConvertersCustomizer apiJson(JsonMapper json) {
            return (ServerBuilder builder) -> builder.withJsonConverter(new ApiJson(json));
        }
    }

    /** What an operation gives that does not say. Without this it would give {@code application/anything+json} to whoever asks for it. */
    @Override
    public List<MediaType> getSupportedMediaTypes(Class<?> type) {
        return List.of(MediaType.APPLICATION_JSON);
    }

    @Override
    protected void writeInternal(Object answer, ResolvableType type, HttpOutputMessage message, Map<String, Object> hints)
            throws IOException {
        FastByteArrayOutputStream body = new FastByteArrayOutputStream();
        super.writeInternal(answer, type, new Kept(message.getHeaders(), body), hints);
        message.getHeaders().setContentLength(body.size());
        body.writeTo(message.getBody());
    }

    private record Kept(HttpHeaders headers, OutputStream body) implements HttpOutputMessage {

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public OutputStream getBody() {
            return body;
        }
    }
}
