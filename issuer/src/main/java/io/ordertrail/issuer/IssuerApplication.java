package io.ordertrail.issuer;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;

/** An issuer in a process of its own, beside a command side and a query side. */
@SpringBootConfiguration
// Under a name of its own: standalone has this jar, too.
@PropertySource("classpath:issuer.properties")
@ImportAutoConfiguration({TomcatServletWebServerAutoConfiguration.class, PropertyPlaceholderAutoConfiguration.class})
@Import(IssuerConfiguration.class)
public class IssuerApplication {

    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(IssuerApplication.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.run(arguments);
    }

    @Bean
    IssuerSettings issuerSettings(@Value("${issuer.address}") URI address, @Value("${issuer.dashboards}") List<URI> dashboards,
            @Value("${issuer.commands}") URI commands, @Value("${issuer.people}") Path people) {
        return new IssuerSettings(address, dashboards, () -> commands, people);
    }
}
