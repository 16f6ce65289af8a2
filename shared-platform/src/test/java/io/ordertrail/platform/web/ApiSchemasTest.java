package io.ordertrail.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordertrail.events.Money;
import io.ordertrail.platform.validation.Text;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiSchemasTest {

    private final ApiSchemas schemas = new ApiSchemas();
    private final ModelConverters converters = new ModelConverters(true);

    ApiSchemasTest() {
        converters.addConverter(schemas);
    }

    record Page(@Text(max = 64) String reference, Money total) {
    }

    private static final class Other {

        record Page(String name) {
        }
    }

    @Test
    void ofTwoClassesThatAreCalledAlikeNoDocumentIsMade() {
        resolve(Page.class);
        resolve(Page.class);
        schemas.requireUniqueNames();

        resolve(Other.Page.class);

        assertThatThrownBy(schemas::requireUniqueNames).hasMessageContaining(Page.class.getName())
                .hasMessageContaining(Other.Page.class.getName());
    }

    @Test
    void aTextsLengthAndMoneyAreShownAsClientsSeeThem() {
        ResolvedSchema page = resolve(Page.class);

        Schema<?> reference = fieldsOf(page, "Page").get("reference");
        assertThat(reference.getMaxLength()).isEqualTo(64);
        assertThat(reference.getMinLength()).isEqualTo(1);
        assertThat(fieldsOf(page, "Money")).containsOnlyKeys("amount", "currency");
    }

    private static Map<String, Schema<?>> fieldsOf(ResolvedSchema resolved, String name) {
        Schema<?> schema = resolved.referencedSchemas.get(name);
        Map<String, Schema<?>> fields = new HashMap<>();
        schema.getProperties().forEach(fields::put);
        return fields;
    }

    private ResolvedSchema resolve(Class<?> type) {
        return converters.resolveAsResolvedSchema(new AnnotatedType(type).resolveAsRef(true));
    }
}
