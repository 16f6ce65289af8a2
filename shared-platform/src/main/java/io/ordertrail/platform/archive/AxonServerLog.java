package io.ordertrail.platform.archive;

import com.google.protobuf.ByteString;
import io.axoniq.axonserver.connector.event.AppendEventsTransaction;
import io.axoniq.axonserver.connector.event.EventChannel;
import io.axoniq.axonserver.connector.event.EventStream;
import io.axoniq.axonserver.grpc.SerializedObject;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import io.ordertrail.platform.serialization.NamedTypeSerializer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.axonserver.connector.util.GrpcMetaDataConverter;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.Serializer;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** The events that Axon Server keeps, by its own messages. It counts from 0, and is shown one higher. */
public final class AxonServerLog implements EventLog, AutoCloseable {

    private static final int AHEAD = 1_000;
    private static final int PATIENCE_SECONDS = 20;

    private final AxonServerConnectionManager connections;
    private final EventChannel channel;
    private final String name;
    /** Metadata alone: values of Axon Server's against JSON as the embedded store has it. */
    private final Serializer serializer = NamedTypeSerializer.forEvents();
    private final GrpcMetaDataConverter metadata = new GrpcMetaDataConverter(serializer);

    private AxonServerLog(AxonServerConnectionManager connections, String name) {
        this.connections = connections;
        this.channel = connections.getConnection().eventChannel();
        this.name = name;
    }

    /** The server that the settings of a start name ({@code axon.axonserver…}). */
    public static AxonServerLog of(Environment environment) {
        AxonServerConfiguration configuration = Binder.get(environment).bindOrCreate("axon.axonserver", AxonServerConfiguration.class);
        AxonServerConnectionManager connections = AxonServerConnectionManager.builder().axonServerConfiguration(configuration)
                .routingServers(configuration.getServers()).build();
        connections.start();
        return new AxonServerLog(connections, "Axon Server at " + configuration.getServers());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long head() {
        return answer(channel.getLastToken()) + 1;
    }

    @Override
    public long count() {
        return head();
    }

    @Override
    public void read(long after, Consumer<ArchivedEvent> each) throws InterruptedException {
        long end = head();
        try (EventStream stream = channel.openStream(after - 1, AHEAD)) {
            for (long position = after; position < end;) {
                EventWithToken next = stream.nextIfAvailable(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (next == null) {
                    throw new Refused("%s has handed over nothing for %d s, at event %d of %d. Asked again it goes on there."
                            .formatted(name, PATIENCE_SECONDS, position, end));
                }
                position = next.getToken() + 1;
                each.accept(archived(position, next.getEvent()));
            }
        }
    }

    private ArchivedEvent archived(long position, Event event) {
        SerializedObject payload = event.getPayload();
        return new ArchivedEvent(position, event.getMessageIdentifier(), event.getAggregateType(), event.getAggregateIdentifier(),
                event.getAggregateSequenceNumber(), event.getTimestamp(), payload.getType(), payload.getRevision(),
                serializer.serialize(metadata.convert(event.getMetaDataMap()), byte[].class).getData(), payload.getData().toByteArray());
    }

    @Override
    public void append(List<ArchivedEvent> events) {
        AppendEventsTransaction transaction = channel.startAppendEventsTransaction();
        events.forEach(event -> transaction.appendEvent(stored(event)));
        answer(transaction.commit());
    }

    private Event stored(ArchivedEvent event) {
        Event.Builder stored = Event.newBuilder().setMessageIdentifier(event.id()).setAggregateType(event.aggregateType())
                .setAggregateIdentifier(event.aggregate()).setAggregateSequenceNumber(event.sequence()).setTimestamp(event.time())
                .setPayload(SerializedObject.newBuilder().setType(event.type()).setRevision(event.revision())
                        .setData(ByteString.copyFrom(event.payload())));
        MetaData values = serializer.deserialize(new SerializedMetaData<>(event.metadata(), byte[].class));
        values.forEach((key, value) -> stored.putMetaData(key, metadata.convertToMetaDataValue(value)));
        return stored.build();
    }

    /** Beside the archive: the server has no place for it. */
    @Override
    public Path unfinished(Path archive) {
        return archive.resolveSibling(archive.getFileName() + ".importing");
    }

    private <T> T answer(CompletableFuture<T> asked) {
        try {
            return asked.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new Refused("%s does not answer as it should: %s. Asked again it goes on.".formatted(name, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused("It was interrupted; asked again it goes on.");
        }
    }

    @Override
    public void close() {
        connections.shutdown();
    }
}
