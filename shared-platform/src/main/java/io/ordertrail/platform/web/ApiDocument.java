package io.ordertrail.platform.web;

import io.ordertrail.events.Money;
import io.ordertrail.platform.consistency.ConsistencyToken;
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
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;

/** What every operation of the API document shares: its errors, its entity tags and its consistency tokens. */
@Configuration(proxyBeanMethods = false)
class ApiDocument {

    private static final String PROBLEM = "Problem";
    private static final String COMPONENT = "#/components/";

    static {
        // Springdoc sees the classes behind an amount, clients see two strings.
        Schema<Object> money = new Schema<>();
        money.setType("object");
        money.setRequired(List.of("amount", "currency"));
        money.addProperty("amount", new StringSchema().pattern("\\d+(\\.\\d+)?").example("12.34"));
        money.addProperty("currency", new StringSchema().description("ISO 4217").example("EUR"));
        SpringDocUtils.getConfig().replaceWithSchema(Money.class, money);
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info().title("Ordertrail").version("1").description("""
                        Food orders through kitchen, payment and delivery. Commands answer with an `ETag`, the version of what they changed, \
                        and a `Consistency-Token` that names their events; a query that brings the token sees those events or answers 503. \
                        Errors are RFC 9457 problem details with a `code`."""))
                // Relative, so that the page works behind any address.
                .servers(List.of(new Server().url("/")))
                .components(components());
    }

    @Bean
    GlobalOpenApiCustomizer sharedParts() {
        return document -> document.getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> complete(path, method, operation)));
    }

    private static Components components() {
        Components components = new Components();
        ModelConverters.getInstance().readAll(Problem.class).forEach(components::addSchemas);
        return components
                .addResponses(PROBLEM, new ApiResponse().description("What is wrong, as RFC 9457 problem details with a `code`")
                        .content(new Content().addMediaType(Problem.MEDIA_TYPE, new MediaType()
                                .schema(new Schema<>().$ref(COMPONENT + "schemas/" + PROBLEM))
                                .example(Map.of("type", "about:blank", "title", "Bad Request", "status", 400, "code", "INVALID",
                                        "field", "/lines/0/quantity", "detail", "must be greater than or equal to 1")))))
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

    private static void complete(String path, PathItem.HttpMethod method, Operation operation) {
        operation.getResponses().addApiResponse("default", new ApiResponse().$ref(COMPONENT + "responses/" + PROBLEM));
        boolean operators = path.startsWith("/views") || path.startsWith("/processors");
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
        List<Parameter> parameters = operation.getParameters() == null ? List.of() : operation.getParameters();
        if (parameters.stream().noneMatch(parameter -> ConsistencyToken.HEADER.equals(parameter.getName()))) {
            operation.addParametersItem(new Parameter().$ref(COMPONENT + "parameters/" + ConsistencyToken.HEADER));
        }
    }
}
