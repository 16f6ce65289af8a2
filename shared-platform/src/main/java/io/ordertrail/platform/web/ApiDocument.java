package io.ordertrail.platform.web;

import io.ordertrail.events.CurrencyCode;
import io.ordertrail.events.Money;
import io.ordertrail.events.TimeZoneName;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Code;
import io.swagger.v3.core.converter.ModelConverters;
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
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** What every operation of the API document shares: its errors, its entity tags and its consistency tokens. */
@Configuration(proxyBeanMethods = false)
class ApiDocument {

    private static final String PROBLEM = "Problem";
    private static final List<Integer> EVERYWHERE = List.of(400, 401, 403, 406, 503);
    private static final String TOKEN = "token";
    private static final String COMPONENT = "#/components/";
    private static final String JSON = org.springframework.http.MediaType.APPLICATION_JSON_VALUE;
    private static final Map<String, Object> EXAMPLE =
            Map.of("type", "about:blank", "title", "Bad Request", "status", 400, "code", "INVALID",
                    "field", "/lines/0/quantity", "detail", "must be greater than or equal to 1");

    static {
        // Springdoc sees classes where clients see strings.
        Schema<Object> money = new Schema<>();
        money.setType("object");
        money.setRequired(List.of("amount", "currency"));
        money.addProperty("amount", new StringSchema().pattern("\\d+(\\.\\d+)?").example("12.34"));
        money.addProperty("currency", new StringSchema().description("ISO 4217").example("EUR"));
        SpringDocUtils.getConfig().replaceWithSchema(Money.class, money)
                .replaceWithSchema(CurrencyCode.class, new StringSchema().description("ISO 4217").example("EUR"))
                .replaceWithSchema(TimeZoneName.class, new StringSchema().example("Europe/Vienna"));
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info().title("Ordertrail").version("1").description("""
                        Food orders through kitchen, payment and delivery. Commands answer with an `ETag`, the version of what they changed, \
                        and a `Consistency-Token` that names their events; a query that brings the token sees those events or answers 503. \
                        Errors are RFC 9457 problem details with a `code`. Every JSON answer can be asked for as `application/vnd.ordertrail.v1+json` too, \
                        and is then what it is today, whatever `application/json` may one day be."""))
                // Relative, so that the page works behind any address.
                .servers(List.of(new Server().url("/")))
                .components(components())
                // Where nobody is asked who they are, it may be left out.
                .security(List.of(new SecurityRequirement().addList(TOKEN), new SecurityRequirement()));
    }

    @Bean
    GlobalOpenApiCustomizer sharedParts() {
        return document -> document.getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> complete(path, method, operation)));
    }

    private static Components components() {
        Components components = new Components();
        ModelConverters.getInstance().readAll(Problem.class).forEach(components::addSchemas);
        statuses().forEach(status -> components.addResponses(PROBLEM + status, problem(status)));
        return components
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

    private static Stream<Integer> statuses() {
        return Arrays.stream(Code.values()).map(Code::status).distinct();
    }

    private static ApiResponse problem(int status) {
        String codes = Arrays.stream(Code.values()).filter(code -> code.status() == status).map(Code::shown).distinct()
                .collect(Collectors.joining("`, `", "`", "`"));
        ApiResponse response = new ApiResponse()
                .description("%s: %s".formatted(HttpStatus.valueOf(status).getReasonPhrase(), codes))
                .content(new Content().addMediaType(Problem.MEDIA_TYPE, new MediaType()
                        .schema(new Schema<>().$ref(COMPONENT + "schemas/" + PROBLEM))
                        .example(status == 400 ? EXAMPLE : null)));
        return status == 503 ? response.addHeaderObject(HttpHeaders.RETRY_AFTER, new Header().schema(new StringSchema())
                .description("Seconds after which to try again")) : response;
    }

    private static void complete(String path, PathItem.HttpMethod method, Operation operation) {
        statusesOf(path, method, operation).map(String::valueOf)
                .filter(status -> !operation.getResponses().containsKey(status))
                .forEach(status -> operation.getResponses().addApiResponse(status,
                        new ApiResponse().$ref(COMPONENT + "responses/" + PROBLEM + status)));
        nameVersion(operation);
        operation.getResponses().values().forEach(ApiDocument::allowSeveralForms);
        boolean operators = Stream.of("/views", "/processors", "/dispatch").anyMatch(path::startsWith);
        if (operators) {
            return;
        }
        if (method == PathItem.HttpMethod.GET) {
            offerToken(operation);
            if (path.endsWith("}")) {
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

    /** By what an operation takes, not by what it is: so that a new one has them without asking. */
    private static Stream<Integer> statusesOf(String path, PathItem.HttpMethod method, Operation operation) {
        boolean changes = method != PathItem.HttpMethod.GET;
        boolean one = path.contains("{");
        boolean body = operation.getRequestBody() != null;
        return Stream.of(EVERYWHERE.stream(),
                one ? Stream.of(404) : Stream.<Integer>empty(),
                changes ? Stream.of(409, 413) : Stream.<Integer>empty(),
                body ? Stream.of(415, 422) : Stream.<Integer>empty(),
                takes(operation, HttpHeaders.IF_MATCH) ? Stream.of(412) : Stream.<Integer>empty()).flatMap(each -> each);
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

    private static boolean takes(Operation operation, String parameter) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(each -> parameter.equals(each.getName()));
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
        if (!takes(operation, ConsistencyToken.HEADER)) {
            operation.addParametersItem(new Parameter().$ref(COMPONENT + "parameters/" + ConsistencyToken.HEADER));
        }
    }
}
