package io.ordertrail.command.order;

import static io.ordertrail.command.order.SampleOrder.ID;
import static io.ordertrail.command.order.SampleOrder.placed;
import static io.ordertrail.command.order.SampleOrder.proposed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import io.ordertrail.command.order.OrderCommand.ConfirmRevision;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.platform.serialization.NamedTypeSerializer;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Snapshots are JSON of the fields: this aggregate must come back from it as it was. */
class OrderSnapshotShapeTest {

    private final JsonMapper mapper = mapper();

    @Test
    void anOrderReadFromItsFieldsEqualsTheOneMadeByItsEvents() {
        new AggregateTestFixture<>(Order.class).given(placed(), new OrderApproved(ID), proposed()).when(new ConfirmRevision(ID, 2))
                .expectState(order -> {
                    String json = mapper.writeValueAsString(order);
                    Order read = mapper.readValue(json, Order.class);
                    assertThat(read).usingRecursiveComparison().isEqualTo(order);
                    assertThat(read).hasNoNullFieldsOrPropertiesExcept("reason");
                });
    }

    private static JsonMapper mapper() {
        JsonMapper.Builder builder = JsonMapper.builder();
        NamedTypeSerializer.configure(builder);
        return builder.changeDefaultVisibility(visibility -> visibility
                .withVisibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
                .withVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY))
                .build();
    }
}
