package io.ordertrail.platform.web;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Code;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;

/**
 * Says of each operation with which statuses and codes it refuses: by what it takes, so that a new one has them without asking, and by
 * {@link Refuses}. Operations that refuse alike share one answer of the document.
 */
class ApiProblems implements OperationCustomizer {

    private static final String NAME = "Problem";
    private static final String REFUSED = "x-refuses";
    private static final Map<String, Object> EXAMPLE =
            Map.of("type", "about:blank", "title", "Bad Request", "status", 400, "code", "INVALID",
                    "field", "/lines/0/quantity", "detail", "must be greater than or equal to 1");

    /** Handed on to where the whole of an operation is known. */
    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        Refuses refuses = method.getMethodAnnotation(Refuses.class);
        if (refuses != null) {
            operation.addExtension(REFUSED, List.of(refuses.value()));
        }
        return operation;
    }

    /** What all of them answer with. */
    static void addTo(Components components) {
        ModelConverters.getInstance(true).readAll(Problem.class).forEach(components::addSchemas);
        components.getSchemas().get(NAME).type("object").addProperty("code", codes());
        components.getSchemas().get("WrongField").type("object").addProperty("code", codes());
    }

    static void addTo(OpenAPI document, String path, HttpMethod method, Operation operation) {
        Map<Integer, List<String>> byStatus = codesOf(path, method, operation).stream().collect(
                Collectors.groupingBy(Code::status, TreeMap::new, Collectors.mapping(Code::shown, Collectors.toList())));
        byStatus.forEach((status, shown) -> {
            List<String> codes = shown.stream().distinct().toList();
            String name = "%s%d.%s".formatted(NAME, status, String.join(".", codes));
            Components components = document.getComponents();
            if (components.getResponses() == null || !components.getResponses().containsKey(name)) {
                components.addResponses(name, problem(status, codes));
            }
            operation.getResponses().addApiResponse(String.valueOf(status), new ApiResponse().$ref("#/components/responses/" + name));
        });
    }

    private static Set<Code> codesOf(String path, HttpMethod method, Operation operation) {
        boolean changes = method != HttpMethod.GET;
        boolean one = path.contains("{");
        Set<Code> codes =
                EnumSet.of(Code.INVALID, Code.UNAUTHENTICATED, Code.FORBIDDEN, Code.NOT_ACCEPTABLE, Code.TOO_MANY_REQUESTS,
                        Code.UNAVAILABLE,
                        Code.OVERLOADED);
        addIf(one, codes, Code.NOT_FOUND);
        addIf(one && changes, codes, Code.INVALID_STATE);
        // Forms and compressed bodies are refused even where no body is read.
        addIf(changes, codes, Code.TOO_LARGE, Code.UNSUPPORTED_MEDIA_TYPE);
        addIf(operation.getRequestBody() != null, codes, Code.MALFORMED_JSON, Code.LATE_BODY);
        addIf(takes(operation, "cursor"), codes, Code.BAD_CURSOR);
        addIf(takes(operation, ConsistencyToken.HEADER), codes, Code.BAD_TOKEN);
        addIf(takes(operation, "Idempotency-Key"), codes, Code.IN_PROGRESS, Code.IDEMPOTENCY_KEY_REUSED);
        addIf(takes(operation, HttpHeaders.IF_MATCH), codes, Code.PRECONDITION_FAILED);
        if (!changes || path.startsWith("/views")) {
            Arrays.stream(Code.values()).filter(Code::isFailure).forEach(codes::add);
        }
        if (operation.getExtensions() != null && operation.getExtensions().remove(REFUSED) instanceof List<?> own) {
            own.forEach(code -> codes.add((Code) code));
        }
        return codes;
    }

    private static void addIf(boolean so, Set<Code> codes, Code... more) {
        if (so) {
            codes.addAll(List.of(more));
        }
    }

    static boolean takes(Operation operation, String parameter) {
        return operation.getParameters() != null && operation.getParameters().stream()
                .anyMatch(each -> parameter.equals(each.getName()) || each.get$ref() != null && each.get$ref().endsWith("/" + parameter));
    }

    /** Every code that there is, and no other. */
    private static StringSchema codes() {
        StringSchema codes = new StringSchema();
        Stream.concat(Arrays.stream(Code.values()).map(Code::shown), Stream.of(Problem.INTERNAL_ERROR)).distinct()
                .forEach(codes::addEnumItem);
        return codes;
    }

    private static ApiResponse problem(int status, List<String> codes) {
        MediaType form = new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + NAME));
        if (status == 400) {
            form.setExample(EXAMPLE);
        }
        ApiResponse response = new ApiResponse()
                .description("%s: %s".formatted(HttpStatus.valueOf(status).getReasonPhrase(),
                        codes.stream().collect(Collectors.joining("`, `", "`", "`"))))
                .content(new Content().addMediaType(Problem.MEDIA_TYPE, form));
        response.addExtension("x-codes", codes);
        if (status == Code.UNAUTHENTICATED.status()) {
            response.addHeaderObject(HttpHeaders.WWW_AUTHENTICATE, header("How to say who asks"));
        }
        if (status == Code.TOO_MANY_REQUESTS.status()) {
            response.addHeaderObject("RateLimit-Policy", header("How much a caller may ask of a node: q requests in w seconds"));
            response.addHeaderObject("RateLimit", header("What is left of it: r requests; all of it in t seconds"));
        }
        if (status == Code.UNAVAILABLE.status() || status == Code.TOO_MANY_REQUESTS.status()) {
            response.addHeaderObject(HttpHeaders.RETRY_AFTER, header("Seconds after which to try again"));
        }
        return response;
    }

    private static Header header(String description) {
        return new Header().schema(new StringSchema()).description(description);
    }
}
