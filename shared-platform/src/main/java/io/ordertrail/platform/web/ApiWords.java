package io.ordertrail.platform.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * Says what fields and parameters mean where their classes do not: each word once, in {@code api-words.properties} of the module that brings
 * it. The format is told there.
 */
final class ApiWords {

    private static final String FILES = "classpath*:api-words.properties";

    private final Properties words = new Properties();

    ApiWords() {
        try {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources(FILES)) {
                PropertiesLoaderUtils.fillProperties(words, file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void addTo(OpenAPI document) {
        document.getComponents().getSchemas().forEach((name, schema) -> tell(name, schema));
        document.getPaths().forEach((path, item) -> item.readOperations().forEach(operation -> tell(path.split("/")[1], operation)));
    }

    private void tell(String name, Schema<?> schema) {
        Map<?, ?> properties = schema.getProperties() == null ? Map.of() : schema.getProperties();
        properties.forEach((field, value) -> {
            Schema<?> property = (Schema<?>) value;
            if (property.getDescription() == null) {
                property.setDescription(words.getProperty("%s.%s".formatted(name, field), words.getProperty((String) field)));
            }
        });
    }

    private void tell(String firstStep, Operation operation) {
        if (operation.getParameters() != null) {
            operation.getParameters().stream().filter(parameter -> parameter.get$ref() == null && parameter.getDescription() == null)
                    .forEach(parameter -> tell(firstStep, parameter));
        }
    }

    private void tell(String firstStep, Parameter parameter) {
        String word = "{%s}.%s".formatted(parameter.getName(), firstStep);
        parameter.description(words.getProperty(word, words.getProperty("{%s}".formatted(parameter.getName()))));
        if (parameter.getExample() == null) {
            parameter.example(words.getProperty(word + ".example"));
        }
    }
}
