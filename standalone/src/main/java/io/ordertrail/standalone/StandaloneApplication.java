package io.ordertrail.standalone;

import io.ordertrail.command.CommandSideApplication;
import io.ordertrail.query.QuerySideApplication;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

/** Both sides in one process. Each side scans its own packages; here they only meet. */
@SpringBootApplication
@Import({CommandSideApplication.class, QuerySideApplication.class})
public class StandaloneApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(StandaloneApplication.class, arguments);
    }
}
