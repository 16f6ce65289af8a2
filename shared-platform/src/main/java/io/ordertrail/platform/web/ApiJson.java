package io.ordertrail.platform.web;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters.ServerBuilder;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.util.FastByteArrayOutputStream;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads bodies strictly: in UTF-8 and no other, and each key once. Writes answers as JSON whose length is known before the first byte leaves: so small ones are not compressed, and what cannot be written is
 * an error and not half an answer. Answers are bounded; what is not is a stream and does not come here.
 */
public class ApiJson extends JacksonJsonHttpMessageConverter {

    public ApiJson(JsonMapper json) {
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
    public Object read(ResolvableType type, HttpInputMessage message, Map<String, Object> hints) throws IOException {
        return super.read(type, checked(message), hints);
    }

    @Override
    protected Object readInternal(Class<?> type, HttpInputMessage message) throws IOException {
        return super.readInternal(type, checked(message));
    }

    @Override
    protected ObjectReader customizeReader(ObjectReader reader, JavaType type) {
        return reader.with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    }

    /** The parser would take characters in more bytes than they need. A body is bounded. */
    private static HttpInputMessage checked(HttpInputMessage message) throws IOException {
        byte[] body = message.getBody().readAllBytes();
        if (!WellFormed.isUtf8(ByteBuffer.wrap(body))) {
            throw Refusal.of(Code.MALFORMED_JSON, "The body is not UTF-8");
        }
        return new Read(message.getHeaders(), new ByteArrayInputStream(body));
    }

    @Override
    protected void writeInternal(Object answer, ResolvableType type, HttpOutputMessage message, Map<String, Object> hints)
            throws IOException {
        FastByteArrayOutputStream body = new FastByteArrayOutputStream();
        super.writeInternal(answer, type, new Kept(message.getHeaders(), body), hints);
        message.getHeaders().setContentLength(body.size());
        body.writeTo(message.getBody());
    }

    private record Read(HttpHeaders headers, InputStream body) implements HttpInputMessage {

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public InputStream getBody() {
            return body;
        }
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
