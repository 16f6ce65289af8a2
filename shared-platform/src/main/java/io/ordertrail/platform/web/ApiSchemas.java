package io.ordertrail.platform.web;

import io.ordertrail.events.CurrencyCode;
import io.ordertrail.events.Money;
import io.ordertrail.events.TimeZoneName;
import io.ordertrail.platform.validation.Text;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.lang.annotation.Annotation;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Shows values as clients see them, where the document would show our classes: and each of our classes under a name that no other has, for
 * the document knows but one of two that are called alike.
 */
class ApiSchemas implements ModelConverter {

    private static final String SCHEMAS = "#/components/schemas/";
    private static final String MONEY = "Money";
    private static final Set<String> NULL = Set.of("null");

    private final Map<String, Class<?>> named = new ConcurrentHashMap<>();
    private final Set<String> clashes = ConcurrentHashMap.newKeySet();

    /** Told at the end, as springdoc makes a text of what it cannot resolve, and goes on. */
    void requireUniqueNames() {
        if (!clashes.isEmpty()) {
            throw new IllegalStateException(String.join("; ", clashes));
        }
    }

    @Override
    public Schema<?> resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> others) {
        Class<?> shown = Json.mapper().constructType(type.getType()).getRawClass();
        if (shown == Money.class) {
            context.defineModel(MONEY, money());
            return new Schema<>().$ref(SCHEMAS + MONEY);
        }
        if (shown == CurrencyCode.class) {
            return currency();
        }
        if (shown == TimeZoneName.class) {
            return new StringSchema().example("Europe/Vienna");
        }
        Schema<?> schema = others.hasNext() ? others.next().resolve(type, context, others) : null;
        if (schema != null) {
            noteName(schema, shown);
            bound(schema, type.getCtxAnnotations());
        }
        return schema;
    }

    /** Of what is one of our values or null, springdoc makes what must be both at once. */
    static void allowNull(Components components) {
        for (Schema<?> schema : components.getSchemas().values()) {
            if (schema.getProperties() != null) {
                schema.getProperties().replaceAll((name, field) -> field.get$ref() == null || !NULL.equals(field.getTypes()) ? field
                        : new Schema<>().anyOf(List.of(new Schema<>().$ref(field.get$ref()), new Schema<>().types(NULL))));
            }
        }
    }

    private static Schema<?> money() {
        return new ObjectSchema().required(List.of("amount", "currency"))
                .addProperty("amount", new StringSchema().pattern("^\\d{1,30}(\\.\\d{1,10})?$").example("12.34"))
                .addProperty("currency", currency());
    }

    private static Schema<?> currency() {
        return new StringSchema().pattern("^[A-Z]{3}$").example("EUR");
    }

    private void noteName(Schema<?> schema, Class<?> shown) {
        if (schema.get$ref() != null && shown.getName().startsWith("io.ordertrail.")) {
            Class<?> other = named.putIfAbsent(schema.get$ref(), shown);
            if (other != null && other != shown) {
                clashes.add("%s and %s are both called %s".formatted(other.getName(), shown.getName(), schema.get$ref()));
            }
        }
    }

    /** JSON Schema counts characters as {@link Text} does. */
    private static void bound(Schema<?> schema, Annotation... annotations) {
        if (annotations != null) {
            for (Annotation annotation : annotations) {
                if (annotation instanceof Text text) {
                    schema.minLength(1).maxLength(text.max());
                }
            }
        }
    }
}
