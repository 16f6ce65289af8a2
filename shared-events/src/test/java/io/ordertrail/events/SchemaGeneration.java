package io.ordertrail.events;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonValue;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinition.AttributeInclusion;
import com.github.victools.jsonschema.generator.CustomDefinition.DefinitionType;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import org.axonframework.serialization.Revision;
import tools.jackson.databind.node.ObjectNode;

/** Makes a record's JSON Schema in the forms that the house's JSON has: amounts, ids, instants and zones are strings. */
final class SchemaGeneration {

    private static final SchemaGenerator GENERATOR = generator();

    private SchemaGeneration() {
    }

    /** Of a payload of this type; whoever writes one may add fields, so none is forbidden. */
    static ObjectNode schemaOf(Class<?> type) {
        ObjectNode schema = GENERATOR.generateSchema(type);
        schema.put("title", "%s, revision %s".formatted(type.getSimpleName(), type.getAnnotation(Revision.class).value()));
        return schema;
    }

    private static SchemaGenerator generator() {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(Option.INLINE_ALL_SCHEMAS);
        config.forTypesInGeneral()
                .withCustomDefinitionProvider(SchemaGeneration::asString)
                // In the order of the record, as the JSON has them.
                .withPropertySorter((one, other) -> 0);
        // How a value is stored is no part of what it says.
        config.forFields().withRequiredCheck(SchemaGeneration::isAlwaysThere)
                .withIgnoreCheck(field -> field.getType().getErasedType() == Seal.class);
        return new SchemaGenerator(config.build());
    }

    private static boolean isAlwaysThere(FieldScope field) {
        return Arrays.stream(field.getMember().getRawMember().getDeclaringClass().getRecordComponents())
                .filter(component -> component.getName().equals(field.getName()))
                .noneMatch(component -> component.isAnnotationPresent(MayBeAbsent.class));
    }

    private static CustomDefinition asString(ResolvedType resolved, SchemaGenerationContext context) {
        Class<?> type = resolved.getErasedType();
        ObjectNode text = context.getGeneratorConfig().createObjectNode().put("type", "string");
        if (type == Instant.class) {
            text.put("format", "date-time");
        } else if (type == CurrencyCode.class) {
            text.put("pattern", "^[A-Z]{3}$");
        } else if (type == java.math.BigDecimal.class) {
            text.put("pattern", "^\\d+(\\.\\d+)?$");
        } else if (!isWrittenAsItsValue(type)) {
            return null;
        }
        return new CustomDefinition(text, DefinitionType.INLINE, AttributeInclusion.NO);
    }

    private static boolean isWrittenAsItsValue(Class<?> type) {
        return type.isRecord() && Arrays.stream(type.getRecordComponents()).map(RecordComponent::getAccessor)
                .anyMatch(accessor -> accessor.isAnnotationPresent(JsonValue.class));
    }
}
