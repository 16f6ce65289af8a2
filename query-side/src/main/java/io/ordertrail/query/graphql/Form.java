package io.ordertrail.query.graphql;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;

/** Which of GraphQL over HTTP's forms an answer takes. */
final class Form {

    static final String GRAPHQL = "application/graphql-response+json";

    private static final MediaType GRAPHQL_RESPONSE = MediaType.parseMediaType(GRAPHQL);

    private Form() {
    }

    /** Whether nothing but a stream is taken. Clients name all forms they know with every request. */
    static boolean isStreamWanted(HttpServletRequest request) {
        return accepted(request).stream().noneMatch(Form::isJson);
    }

    static boolean isStreamTaken(HttpServletRequest request) {
        return accepted(request).stream().anyMatch(type -> type.includes(MediaType.TEXT_EVENT_STREAM));
    }

    /** The one that the client likes best, the later one if it does not care. */
    static MediaType json(HttpServletRequest request) {
        return accepted(request).stream().filter(Form::isJson).findFirst()
                .filter(type -> !type.includes(GRAPHQL_RESPONSE)).map(type -> MediaType.APPLICATION_JSON).orElse(GRAPHQL_RESPONSE);
    }

    /**
     * Clients of plain JSON take every other status for an error of something in between; to the others it says why there are no data.
     *
     * @param answer not null, and has errors if it has no data
     */
    static int status(Map<String, Object> answer, MediaType form) {
        return isOfUse(answer) || form.equals(MediaType.APPLICATION_JSON) ? 200 : Errors.status(answer);
    }

    /** Whether it has data: a subscription that could not begin has none. */
    static boolean isOfUse(Map<String, Object> answer) {
        return answer.get("data") != null;
    }

    private static boolean isJson(MediaType type) {
        return type.includes(GRAPHQL_RESPONSE) || type.includes(MediaType.APPLICATION_JSON)
                || type.equalsTypeAndSubtype(MediaType.parseMediaType("application/vnd.ordertrail.v1+json"));
    }

    private static List<MediaType> accepted(HttpServletRequest request) {
        List<MediaType> accepted = new ArrayList<>(MediaType.parseMediaTypes(Collections.list(request.getHeaders(HttpHeaders.ACCEPT))));
        MimeTypeUtils.sortBySpecificity(accepted);
        return accepted.isEmpty() ? List.of(MediaType.ALL) : accepted;
    }
}
