package io.ordertrail.command.order;

import io.ordertrail.events.Address;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.Place;
import io.ordertrail.platform.validation.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** A request's {@code deliverTo}. */
record DeliverTo(@NotNull @Valid DeliveryAddress address, @NotNull GeoPoint location) {

    /** The address as a client writes it: texts have bounds here that stored ones need not have. */
    record DeliveryAddress(@NotNull @Text String street, @Text String line2, @NotNull @Text String city, @NotNull @Text String postalCode,
            @NotNull @Text String country, @Text String note) {
    }

    Place place() {
        return new Place(new Address(address.street(), address.line2(), address.city(), address.postalCode(),
                address.country(), address.note()), location);
    }
}
