package io.ordertrail.platform.web;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.util.FastByteArrayOutputStream;

/** A request whose body was read. A form's fields are parameters, as they would be of one that was not. */
final class ReadRequest extends HttpServletRequestWrapper {

    private final FastByteArrayOutputStream body;
    private ServletInputStream stream;
    private Map<String, String[]> parameters;

    /** @param body is there in full before the request is handled */
    ReadRequest(HttpServletRequest request, FastByteArrayOutputStream body) {
        super(request);
        this.body = body;
    }

    @Override
    public ServletInputStream getInputStream() {
        if (stream == null) {
            stream = new Read(body.getInputStream());
        }
        return stream;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        String encoding = getCharacterEncoding();
        return new BufferedReader(new InputStreamReader(getInputStream(), encoding == null ? StandardCharsets.UTF_8.name() : encoding));
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        if (parameters == null) {
            parameters = isForm() ? withFields(super.getParameterMap()) : super.getParameterMap();
        }
        return parameters;
    }

    @Override
    public String[] getParameterValues(String name) {
        return getParameterMap().get(name);
    }

    @Override
    public String getParameter(String name) {
        String[] values = getParameterValues(name);
        return values == null ? null : values[0];
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(getParameterMap().keySet());
    }

    private boolean isForm() {
        String type = getContentType();
        return type != null && type.strip().toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
    }

    private Map<String, String[]> withFields(Map<String, String[]> query) {
        Map<String, String[]> all = new LinkedHashMap<>(query);
        String[] fields = new String(body.toByteArray(), StandardCharsets.UTF_8).split("&");
        if (fields.length > WellFormed.MOST_PARAMETERS) {
            throw Refusal.of(Code.INVALID, "The form has more than 1,000 fields");
        }
        Arrays.stream(fields).filter(field -> !field.isEmpty()).forEach(field -> {
            int sign = field.indexOf('=');
            String name = decoded(sign < 0 ? field : field.substring(0, sign));
            String value = sign < 0 ? "" : decoded(field.substring(sign + 1));
            all.merge(name, new String[] {value},
                    (before, more) -> Stream.concat(Arrays.stream(before), Arrays.stream(more)).toArray(String[]::new));
        });
        return Collections.unmodifiableMap(all);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.of(Code.INVALID, "The form cannot be read");
        }
    }

    private static final class Read extends ServletInputStream {

        private final InputStream body;
        private boolean finished;

        Read(InputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            int next = body.read();
            finished = next < 0;
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int got = body.read(buffer, offset, length);
            finished = got < 0;
            return got;
        }

        @Override
        public int available() throws IOException {
            return body.available();
        }

        @Override
        public boolean isFinished() {
            return finished;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("What was read never waits");
        }
    }
}
