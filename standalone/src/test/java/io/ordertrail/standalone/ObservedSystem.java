package io.ordertrail.standalone;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole system, every trace of it kept, and every command's metadata. */
class ObservedSystem implements AutoCloseable {

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final CommandsSeen commands = new CommandsSeen();
    private final ConfigurableApplicationContext context;

    private static final class CommandsSeen implements MessageHandlerInterceptor<CommandMessage<?>> {

        private final Map<String, MetaData> byId = new ConcurrentHashMap<>();

        @Override
        public Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain) throws Exception {
            byId.put(unitOfWork.getMessage().getIdentifier(), unitOfWork.getMessage().getMetaData());
            return chain.proceed();
        }
    }

    ObservedSystem(Path data, Map<String, String> settings) {
        List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--ordertrail.data=" + data,
                "--management.tracing.sampling.probability=1.0", "--management.opentelemetry.tracing.export.schedule-delay=50ms"));
        settings.forEach((name, value) -> arguments.add("--%s=%s".formatted(name, value)));
        context = new SpringApplicationBuilder(StandaloneApplication.class).initializers(starting -> {
            starting.getBeanFactory().registerSingleton("keptSpans", spans);
            starting.getBeanFactory().registerSingleton("commandsSeen", commands);
        }).run(arguments.toArray(String[]::new));
        api().awaitViews();
    }

    Api api() {
        return new Api("http://127.0.0.1:" + ((WebServerApplicationContext) context).getWebServer().getPort());
    }

    /** All ended spans of one trace, in no order. */
    List<SpanData> spansOf(String traceId) {
        return spans.getFinishedSpanItems().stream().filter(span -> span.getTraceId().equals(traceId)).toList();
    }

    /** Of one command that was handled. */
    Map<String, ?> metadataOf(String commandId) {
        return commands.byId.get(commandId);
    }

    String scrape() {
        return api().get("/actuator/prometheus").expect(200).raw().body();
    }

    @Override
    public void close() {
        context.close();
    }
}
