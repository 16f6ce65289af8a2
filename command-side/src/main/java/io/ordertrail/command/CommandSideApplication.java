package io.ordertrail.command;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** The command side by itself, on Axon Server. Beans bear full class names, for the other side may have a controller of the same short one. */
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class CommandSideApplication {

    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(CommandSideApplication.class);
        application.setDefaultProperties(Map.of("ordertrail.servers-first", true, "ordertrail.security.required", true));
        application.run(arguments);
    }
}
