package io.ordertrail.standalone;

import com.mongodb.client.MongoClient;
import io.ordertrail.query.QuerySideApplication;
import io.ordertrail.views.history.EventHistory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** One more query side on the stores of a running system, in the same JVM: to views and clients it is another node. */
final class QueryNode implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final Api api;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(QuerySideApplication.class)
    static class Application {
    }

    private QueryNode(ConfigurableApplicationContext context) {
        this.context = context;
        this.api = new Api("http://127.0.0.1:" + ((WebServerApplicationContext) context).getWebServer().getPort());
    }

    static QueryNode start(RunningSystem system, Path data, String name,
            ApplicationContextInitializer<ConfigurableApplicationContext> more) {
        List<String> arguments = new ArrayList<>(List.of("--ordertrail.node=" + name,
                "--spring.autoconfigure.exclude=org.axonframework.springboot.autoconfig.XStreamAutoConfiguration,"
                        + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,"
                        + "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration"));
        Stores.environment(data).forEach((variable, value) -> arguments.add("--%s=%s".formatted(variable, value)));
        return new QueryNode(new SpringApplicationBuilder(Application.class)
                .initializers(context -> share(system, context), more)
                .run(arguments.toArray(String[]::new)));
    }

    /** Only what the stores are reached by; and by nothing that would stop them with this node. */
    private static void share(RunningSystem system, ConfigurableApplicationContext context) {
        BeanDefinitionRegistry registry = (BeanDefinitionRegistry) context.getBeanFactory();
        registry.registerBeanDefinition("mongoClient", shared(MongoClient.class, system.bean(MongoClient.class)));
        if (Stores.areEmbedded()) {
            RootBeanDefinition events = shared(EventStore.class, system.bean(EventStore.class));
            events.addQualifier(new AutowireCandidateQualifier(Qualifier.class, "eventStore"));
            registry.registerBeanDefinition("eventBus", events);
            registry.registerBeanDefinition("eventHistory", shared(EventHistory.class, system.bean(EventHistory.class)));
        }
    }

    private static <T> RootBeanDefinition shared(Class<T> type, T bean) {
        Object proxy = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
            if (method.getName().equals("close") && method.getParameterCount() == 0) {
                return null;
            }
            try {
                return method.invoke(bean, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
        return new RootBeanDefinition(type, () -> type.cast(proxy));
    }

    Api api() {
        return api;
    }

    @Override
    public void close() {
        context.close();
    }
}
