package io.ordertrail.standalone;

import io.ordertrail.issuer.IssuerSettings;
import io.ordertrail.issuer.RunningIssuer;
import java.net.URI;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;

/** For trying out who may do what: with the profile {@code demo}, an issuer of tokens runs beside. What it is called stands in application-demo.properties. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoIssuer {

    @Bean
    RunningIssuer issuer(@Value("${ordertrail.security.issuer}") URI address, DataFolder data, Environment environment) {
        List<URI> dashboards = List.of(at("127.0.0.1", environment, "server.port"), at("localhost", environment, "server.port"));
        return new RunningIssuer(new IssuerSettings(address, dashboards, () -> at("127.0.0.1", environment, "local.server.port"),
                data.path().resolve("issuer-people.properties")));
    }

    private static URI at(String host, Environment environment, String port) {
        return URI.create("http://%s:%s".formatted(host, environment.getRequiredProperty(port)));
    }
}
