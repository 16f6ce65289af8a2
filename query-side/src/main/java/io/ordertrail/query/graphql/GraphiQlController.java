package io.ordertrail.query.graphql;

import io.ordertrail.platform.web.SecurityHeaders;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** GraphiQL, to try queries out in a browser; nothing of it comes from elsewhere. Without the setting there is no such page. */
@Controller
@Hidden
@ConditionalOnBooleanProperty("ordertrail.graphql.graphiql")
class GraphiQlController implements WebMvcConfigurer {

    /** It brings its styles along as it goes. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
            + " font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @GetMapping(path = "/graphiql", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<Resource> page(HttpServletResponse response) {
        // In place of the policy that is there; an answer would add to it.
        response.setHeader(SecurityHeaders.POLICY, POLICY);
        return ResponseEntity.ok().contentType(MediaType.TEXT_HTML).body(new ClassPathResource("graphiql/index.html"));
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/graphiql/files/**")
                .addResourceLocations(new ClassPathResource("graphiql/"), folderOf("graphiql/*/graphiql.min.js", "./"),
                        folderOf("react/*/umd/react.production.min.js", "../"),
                        folderOf("react-dom/*/umd/react-dom.production.min.js", "../"))
                .setCacheControl(CacheControl.noCache());
    }

    /** Only the build knows the version. */
    private static Resource folderOf(String file, String folder) {
        try {
            return new PathMatchingResourcePatternResolver().getResources("classpath*:/META-INF/resources/webjars/" + file)[0]
                    .createRelative(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
