package io.ordertrail.command;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import io.ordertrail.platform.serialization.NamedTypeSerializer;
import tools.jackson.databind.json.JsonMapper;

/** Writes and reads aggregates as snapshots are: JSON of the fields. */
public final class SnapshotJson {

    private static final JsonMapper MAPPER = mapper();

    private SnapshotJson() {
    }

    /** What becomes of an aggregate that is stored and read again. */
    @SuppressWarnings("unchecked")
    public static <T> T storedAndRead(T aggregate) {
        return (T) MAPPER.readValue(MAPPER.writeValueAsBytes(aggregate), aggregate.getClass());
    }

    private static JsonMapper mapper() {
        JsonMapper.Builder builder = JsonMapper.builder();
        NamedTypeSerializer.configure(builder);
        return builder.changeDefaultVisibility(visibility -> visibility
                .withVisibility(PropertyAccessor.ALL, Visibility.NONE)
                .withVisibility(PropertyAccessor.FIELD, Visibility.ANY))
                .build();
    }
}
