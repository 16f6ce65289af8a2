package io.ordertrail.command;

import io.ordertrail.platform.archive.ArchiveCommand;
import io.ordertrail.platform.archive.ArchivedStore;
import io.ordertrail.platform.start.Launch;
import java.util.Map;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** The command side by itself, on Axon Server. Beans bear full class names, for the other side may have a controller of the same short one. */
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class CommandSideApplication {

    public static void main(String[] arguments) {
        if (!ArchiveCommand.answers(ArchivedStore.class, arguments)) {
            Launch.run(CommandSideApplication.class, Map.of("ordertrail.security.required", true), arguments);
        }
    }
}
