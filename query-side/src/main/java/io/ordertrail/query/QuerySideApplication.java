package io.ordertrail.query;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** The query side by itself, on Axon Server and MongoDB. Beans bear full class names, for the other side may have a controller of the same short one. */
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class QuerySideApplication {

    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(QuerySideApplication.class);
        application.setDefaultProperties(Map.of("ordertrail.servers-first", true, "ordertrail.security.required", true));
        application.run(arguments);
    }
}
