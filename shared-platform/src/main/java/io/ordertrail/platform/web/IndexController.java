package io.ordertrail.platform.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Leads on who has only the address: people to a page, clients to what there is. It says no more than the API document does, and is none of its operations. */
@RestController
@Hidden
class IndexController {

    static final String PATH = "/";

    private final Directory directory;

    IndexController(Directory directory) {
        this.directory = directory;
    }

    /**
     * What this node answers.
     *
     * @param dashboard null where there is none
     * @param resources the API's addresses, each with the methods that it takes
     */
    record Index(String name, String documentation, String openapi, String dashboard, String health, Map<String, List<String>> resources) {
    }

    @GetMapping(PATH)
    ResponseEntity<Index> index(HttpServletRequest request) {
        boolean dashboard = directory.hasDashboard();
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        if (accept != null && accept.contains(MediaType.TEXT_HTML_VALUE)) {
            return ResponseEntity.status(HttpStatus.FOUND).location(URI.create(dashboard ? Directory.DASHBOARD : Directory.DOCUMENTATION))
                    .header(HttpHeaders.VARY, HttpHeaders.ACCEPT).build();
        }
        return ResponseEntity.ok().header(HttpHeaders.VARY, HttpHeaders.ACCEPT).body(new Index("Ordertrail", Directory.DOCUMENTATION,
                "/v3/api-docs", dashboard ? Directory.DASHBOARD : null, "/actuator/health", directory.resources()));
    }
}
