package io.ordertrail.query.graphql;

import graphql.execution.instrumentation.Instrumentation;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.graphql.data.method.annotation.support.AnnotatedControllerConfigurer;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.graphql.execution.DefaultBatchLoaderRegistry;
import org.springframework.graphql.execution.DefaultExecutionGraphQlService;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.observation.GraphQlObservationInstrumentation;

/** GraphQL itself: the schema, who answers its fields, and what watches over that. It has no thread of its own and none is waited for. */
@Configuration(proxyBeanMethods = false)
class Engine {

    @Bean
    AnnotatedControllerConfigurer graphQlFields() {
        return new AnnotatedControllerConfigurer();
    }

    @Bean
    BatchLoaderRegistry batchLoaderRegistry() {
        return new DefaultBatchLoaderRegistry();
    }

    @Bean
    GraphQlSource graphQlSource(AnnotatedControllerConfigurer fields, Scalars scalars, Errors errors, Limits limits,
            KnownDocuments documents, ObjectProvider<ObservationRegistry> observations) {
        List<Instrumentation> watching =
                List.of(limits, new FieldRights(), new GraphQlObservationInstrumentation(
                        observations.getIfAvailable(() -> ObservationRegistry.NOOP), null, null, new ObservedLoading()));
        return GraphQlSource.schemaResourceBuilder()
                .schemaResources(new ClassPathResource("graphql/schema.graphqls"))
                .configureRuntimeWiring(fields).configureRuntimeWiring(scalars)
                .exceptionResolvers(List.of(errors)).subscriptionExceptionResolvers(List.of(errors))
                .instrumentation(watching)
                .configureGraphQl(graphQl -> graphQl.preparsedDocumentProvider(documents))
                .build();
    }

    /** The loaders have registered themselves by then. */
    @Bean
    DefaultExecutionGraphQlService graphQlService(GraphQlSource source, BatchLoaderRegistry registry, Loaders loaders) {
        DefaultExecutionGraphQlService service = new DefaultExecutionGraphQlService(source);
        service.addDataLoaderRegistrar(registry);
        return service;
    }
}
