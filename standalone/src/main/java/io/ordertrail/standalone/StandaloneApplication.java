package io.ordertrail.standalone;

import io.ordertrail.command.CommandSideApplication;
import io.ordertrail.platform.archive.ArchiveCommand;
import io.ordertrail.platform.start.Launch;
import io.ordertrail.query.QuerySideApplication;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Both sides in one process, on embedded stores. Each side scans its own packages; here they only meet. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({CommandSideApplication.class, QuerySideApplication.class, EmbeddedStores.class, DemoIssuer.class})
public class StandaloneApplication {

    public static void main(String[] arguments) {
        if (!ArchiveCommand.answers(ArchivedStores.class, arguments)) {
            Launch.run(StandaloneApplication.class, Map.of(), arguments);
        }
    }
}
