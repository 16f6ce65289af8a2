package io.ordertrail.platform.web;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;

/** What every operation of the API document shares: its errors, its entity tags and its consistency tokens. */
@Configuration(proxyBeanMethods = false)
class ApiDocument {

    private static final String TOKEN = "token";
    private static final String TAGGED = "x-tagged";
    private static final String COMPONENT = "#/components/";
    private static final String JSON = org.springframework.http.MediaType.APPLICATION_JSON_VALUE;

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info().title("Ordertrail").version("1").description(
                        """
                        Food orders through kitchen, payment and delivery. Commands answer with an `ETag`, the version of what they changed, \
                        and a `Consistency-Token` that names their events; a query that brings the token sees those events or answers 503. \
                        Errors are RFC 9457 problem details with a `code`. Every JSON answer can be asked for as `application/vnd.ordertrail.v1+json` too, \
                        and is then what it is today, whatever `application/json` may one day be. Bodies are JSON in UTF-8, uncompressed, each key once; \
                        lengths count characters, which are Unicode code points. A query parameter that an operation does not have is refused. \
                        Where callers are counted, each answer says in `RateLimit-Policy` how much a caller may ask of a node in a minute, and in `RateLimit` \
                        what is left of it; beyond it, 429 `TOO_MANY_REQUESTS` with `Retry-After`. \
                        What creates something, and refunds, take an `Idempotency-Key`, which belongs to the caller: the same request with the same key \
                        is done once and answered alike, for a day after its last use (the operator may set another time); another request with it is \
                        422 `IDEMPOTENCY_KEY_REUSED`, and one that comes while the first is being answered 409 `IN_PROGRESS`. A request that was refused \
                        has done nothing, and leaves its key free. Without tokens, an order's caller is its consumer."""))
                // Relative, so that the page works behind any address.
                .servers(List.of(new Server().url("/")))
                .components(components())
                // Where nobody is asked who they are, it may be left out.
                .security(List.of(new SecurityRequirement().addList(TOKEN), new SecurityRequirement()));
    }

    @Bean
    GlobalOpenApiCustomizer sharedParts(ApiSchemas schemas) {
        ApiWords words = new ApiWords();
        return document -> {
            schemas.requireUniqueNames();
            ApiSchemas.allowNull(document.getComponents());
            ApiProblems.addTo(document.getComponents());
            document.getPaths().forEach((path, item) -> item.readOperationsMap()
                    .forEach((method, operation) -> complete(document, path, method, operation)));
            words.addTo(document);
        };
    }

    /** Who answers with one thing, and not with a list, says of what version it is. */
    @Bean
    OperationCustomizer taggedAnswers() {
        return (operation, method) -> {
            if (method.hasMethodAnnotation(GetMapping.class) && method.getMethod().getReturnType() == ResponseEntity.class) {
                operation.addExtension(TAGGED, true);
            }
            return operation;
        };
    }

    private static Components components() {
        return new Components()
                .addSecuritySchemes(TOKEN, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer").bearerFormat("JWT")
                        .description("Claims `role` (`consumer`, `restaurant`, `courier`, `operator`, `auditor`) and, for the first three, "
                                + "`id`: which of them, one or several. 401 without a valid token, 403 for what is not for the role, 404 for "
                                + "another's thing."))
                .addHeaders(HttpHeaders.LOCATION, new Header().schema(new StringSchema()).description("Where the new thing is read"))
                .addHeaders(HttpHeaders.ETAG, new Header().schema(new StringSchema()).example("\"3\"")
                        .description("The version, `\"n\"`; in a GET `\"n-r\"`, r changing with anything else in the answer"))
                .addHeaders(ConsistencyToken.HEADER, new Header().schema(new StringSchema())
                        .description("Names the events that this command caused; opaque"))
                .addParameters(ConsistencyToken.HEADER, new HeaderParameter().name(ConsistencyToken.HEADER).required(false)
                        .schema(new StringSchema())
                        .description(
                                "Tokens of earlier commands, comma-separated or in several lines: the answer contains their events, or is "
                                        + "503 `VIEW_BEHIND`"));
    }

    /** As {@code postOrdersByIdCancel}: of itself unique, and the same tomorrow, for clients are generated by it. */
    private static String nameOf(String path, PathItem.HttpMethod method) {
        return method.name().toLowerCase(Locale.ROOT) + Arrays.stream(path.split("[/-]")).filter(step -> !step.isEmpty())
                .map(step -> step.startsWith("{") ? "By" + StringUtils.capitalize(step.substring(1, step.length() - 1))
                        : StringUtils.capitalize(step))
                .collect(Collectors.joining());
    }

    /** Where one address has two operations, what both take is said once. */
    private static void takeOnce(Operation operation) {
        if (operation.getParameters() != null) {
            Set<String> seen = new HashSet<>();
            operation.getParameters().removeIf(parameter -> !seen.add("%s %s".formatted(parameter.getIn(), parameter.getName())));
        }
    }

    private static void complete(OpenAPI document, String path, PathItem.HttpMethod method, Operation operation) {
        takeOnce(operation);
        operation.setOperationId(nameOf(path, method));
        nameVersion(operation);
        operation.getResponses().values().forEach(ApiDocument::allowSeveralForms);
        boolean operators = Stream.of("/views", "/processors", "/dispatch", "/subscriptions").anyMatch(path::startsWith);
        if (!operators) {
            nameVersions(path, method, operation);
        }
        ApiProblems.addTo(document, path, method, operation);
    }

    /** What commands answer beside the body, and queries take. */
    private static void nameVersions(String path, PathItem.HttpMethod method, Operation operation) {
        if (method == PathItem.HttpMethod.GET) {
            offerToken(operation);
            boolean tagged = operation.getExtensions() != null && operation.getExtensions().remove(TAGGED) != null;
            if (tagged || path.endsWith("}")) {
                carry(operation, HttpHeaders.ETAG);
            }
        } else {
            if (method == PathItem.HttpMethod.POST && !path.contains("{")) {
                answerCreated(operation);
            }
            carry(operation, HttpHeaders.ETAG, ConsistencyToken.HEADER);
        }
    }

    /** Where an address answers in one of several forms, one that leaves much out may be of another form, too. */
    private static void allowSeveralForms(ApiResponse response) {
        if (response.getContent() == null) {
            return;
        }
        for (MediaType form : response.getContent().values()) {
            Schema<?> schema = form.getSchema();
            if (schema != null && schema.getOneOf() != null) {
                schema.setAnyOf(schema.getOneOf());
                schema.setOneOf(null);
            }
        }
    }

    /** Each JSON answer can also be had by its version's name. */
    private static void nameVersion(Operation operation) {
        operation.getResponses().forEach((status, response) -> {
            Content content = response.getContent();
            if (status.startsWith("2") && content != null && content.containsKey(JSON)) {
                content.addMediaType(Versions.V1.toString(), new MediaType().schema(content.get(JSON).getSchema()));
            }
        });
    }

    /** A POST to a collection makes something; springdoc cannot see the status that is set while answering. */
    private static void answerCreated(Operation operation) {
        ApiResponse ok = operation.getResponses().remove("200");
        if (ok != null) {
            operation.getResponses().addApiResponse("201", ok.description("Created"));
        }
        carry(operation, HttpHeaders.LOCATION);
    }

    private static void carry(Operation operation, String... headers) {
        operation.getResponses().forEach((status, response) -> {
            if (status.startsWith("2")) {
                for (String header : headers) {
                    response.addHeaderObject(header, new Header().$ref(COMPONENT + "headers/" + header));
                }
            }
        });
    }

    private static void offerToken(Operation operation) {
        if (!ApiProblems.takes(operation, ConsistencyToken.HEADER)) {
            operation.addParametersItem(new Parameter().$ref(COMPONENT + "parameters/" + ConsistencyToken.HEADER));
        }
    }
}
