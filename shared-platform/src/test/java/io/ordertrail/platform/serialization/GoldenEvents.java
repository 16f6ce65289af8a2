package io.ordertrail.platform.serialization;

import io.ordertrail.events.DomainEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;

/** Events as they once were stored, read as every event store reads them today. All that concerns an order concerns the same one. */
public final class GoldenEvents {

    /** An order that was delivered, each event in the first revision that it ever had. */
    public static final List<String> FIRST_DELIVERED = List.of("ConsumerRegistered.1", "AccountOpened.1", "CardLimitChanged.1",
            "RestaurantOpened.1", "CourierRegistered.1", "CourierWentOnDuty.1", "OrderPlaced.1", "TicketRequested.1",
            "PaymentAuthorized.1",
            "TicketCreated.1", "OrderApproved.1", "DeliveryPlanned.1", "TicketAccepted.1", "CourierAssigned.1", "DeliveryScheduled.1",
            "OrderRevisionProposed.1", "TicketRevisionRequested.1", "AuthorizationRevised.1", "TicketRevised.1", "OrderRevised.1",
            "DeliveryRedirected.1", "CourierPlanRevised.1", "TicketPreparationStarted.1", "TicketReadyForPickup.1", "DeliveryPickedUp.1",
            "TicketPickedUp.1", "CourierLocationNoted.1", "DeliveryCompleted.1", "PaymentCaptured.1", "OrderDelivered.1",
            "CourierFreed.1", "RefundIssued.1", "RefundRequested.1", "RefundCompleted.1");

    /** One that was cancelled. */
    public static final List<String> FIRST_CANCELLED = List.of("ConsumerRegistered.1", "AccountOpened.1", "RestaurantOpened.1",
            "OrderPlaced.1", "TicketRequested.1", "PaymentAuthorized.1", "TicketCreated.1", "OrderApproved.1", "DeliveryPlanned.1",
            "OrderCancellationRequested.1", "TicketCancellationRequested.1", "AuthorizationReversed.1", "TicketCancelled.1",
            "OrderCancelled.1", "DeliveryCancelled.1");

    /** What is stored where nothing was authorised; the golden file of its type has all fields. */
    public static final String REVERSED_AHEAD = """
            {"accountId":"01KAV9Y0A1B2C3D4E5F6G7H8JK","orderId":"01KAV9Z5N3Q8T6M2X4R7W0Y1BC"}""";

    private GoldenEvents() {
    }

    /** @param files names of golden files, {@code OrderPlaced.1} */
    public static List<DomainEvent> read(List<String> files) {
        return files.stream().map(GoldenEvents::read).toList();
    }

    /** @param file name of a golden file, {@code OrderPlaced.1} */
    public static DomainEvent read(String file) {
        String[] name = file.split("\\.");
        return read(name[0], name[1], payload(file));
    }

    public static DomainEvent read(String type, String revision, String payload) {
        DomainEventData<String> entry = new Entry(new SimpleSerializedObject<>(payload, String.class, type, revision));
        return (DomainEvent) EventStreamUtils
                .upcastAndDeserializeDomainEvents(Stream.of(entry), NamedTypeSerializer.forEvents(), Upcasters.chain()).next()
                .getPayload();
    }

    private record Entry(SerializedObject<String> getPayload) implements DomainEventData<String> {

        @Override
        public String getType() {
            return "Any";
        }

        @Override
        public String getAggregateIdentifier() {
            return "any-1";
        }

        @Override
        public long getSequenceNumber() {
            return 0;
        }

        @Override
        public String getEventIdentifier() {
            return "id";
        }

        @Override
        public Instant getTimestamp() {
            return Instant.EPOCH;
        }

        @Override
        public SerializedObject<String> getMetaData() {
            return new SerializedMetaData<>("{}", String.class);
        }
    }

    static String payload(String file) {
        try (InputStream stream = GoldenEvents.class.getResourceAsStream("/stored-events/%s.json".formatted(file))) {
            if (stream == null) {
                throw new IllegalArgumentException("There is no golden file of " + file);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
