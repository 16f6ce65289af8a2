package io.ordertrail.command.restaurant;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.ordertrail.command.Outcome;
import io.ordertrail.command.restaurant.RestaurantCommand.ChangeOpeningHours;
import io.ordertrail.command.restaurant.RestaurantCommand.CloseRestaurant;
import io.ordertrail.command.restaurant.RestaurantCommand.OpenRestaurant;
import io.ordertrail.command.restaurant.RestaurantCommand.RenameRestaurant;
import io.ordertrail.command.restaurant.RestaurantCommand.ReopenRestaurant;
import io.ordertrail.command.restaurant.RestaurantCommand.ReviseMenu;
import io.ordertrail.events.Address;
import io.ordertrail.events.CurrencyCode;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.InvalidValueException;
import io.ordertrail.events.MenuItem;
import io.ordertrail.events.Money;
import io.ordertrail.events.Place;
import io.ordertrail.events.RestaurantEvent;
import io.ordertrail.events.RestaurantEvent.MenuRevised;
import io.ordertrail.events.RestaurantEvent.OpeningHoursChanged;
import io.ordertrail.events.RestaurantEvent.RestaurantClosed;
import io.ordertrail.events.RestaurantEvent.RestaurantOpened;
import io.ordertrail.events.RestaurantEvent.RestaurantRenamed;
import io.ordertrail.events.RestaurantEvent.RestaurantReopened;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.events.TimeZoneName;
import io.ordertrail.platform.openinghours.OpeningHours;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;

/** A restaurant that takes orders. Closing is by hand, beside its opening hours; a closed one can still be prepared for its return. */
@Aggregate(snapshotTriggerDefinition = "restaurantSnapshotTrigger")
@Revision("1")
class Restaurant {

    private enum Status {
        OPEN, CLOSED
    }

    @AggregateIdentifier
    private RestaurantId id;
    private Status status;
    private String name;
    private Address address;
    private GeoPoint location;
    private int deliveryRadiusMetres;
    private TimeZoneName timeZone;
    private String openingHours;
    private List<String> cuisines;
    private CurrencyCode currency;
    private Money minimumOrder;
    private List<MenuItem> menu;

    /** Of which nothing is known yet. */
    Restaurant() {
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Outcome handle(OpenRestaurant command) {
        RestaurantOpened opened = command.event();
        if (id == null) {
            checkHours(command.openingHours());
            if (command.minimumOrder() != null) {
                Menu.checkCurrency(command.minimumOrder(), command.currency(), "/minimumOrder");
            }
            Menu.check(command.menu(), command.currency(), "/menu");
            apply(opened);
        } else if (status == Status.CLOSED || !opened.equals(present())) {
            throw Refusal.invalidState(status, "The restaurant is registered already");
        }
        return outcome();
    }

    /** The restaurant as it stands, as if it had been opened so: by this a repeat is told from another restaurant. */
    private RestaurantOpened present() {
        return new RestaurantOpened(id, name, address, location, deliveryRadiusMetres, timeZone, openingHours, cuisines, currency,
                minimumOrder, menu);
    }

    @CommandHandler
    Outcome handle(ReviseMenu command) {
        if (!command.menu().equals(menu)) {
            Menu.check(command.menu(), currency, "/items");
            apply(new MenuRevised(id, command.menu()));
        }
        return outcome();
    }

    @CommandHandler
    Outcome handle(RenameRestaurant command) {
        if (!command.name().equals(name)) {
            apply(new RestaurantRenamed(id, command.name()));
        }
        return outcome();
    }

    @CommandHandler
    Outcome handle(ChangeOpeningHours command) {
        if (!command.openingHours().equals(openingHours) || !command.timeZone().equals(timeZone)) {
            checkHours(command.openingHours());
            apply(new OpeningHoursChanged(id, command.openingHours(), command.timeZone()));
        }
        return outcome();
    }

    @CommandHandler
    Outcome handle(CloseRestaurant command) {
        if (status == Status.OPEN) {
            apply(new RestaurantClosed(id));
        }
        return outcome();
    }

    @CommandHandler
    Outcome handle(ReopenRestaurant command) {
        if (status == Status.CLOSED) {
            apply(new RestaurantReopened(id));
        }
        return outcome();
    }

    /** What it offers as it stands. */
    Offer offer() {
        return new Offer(name, status == Status.OPEN, new Place(address, location), deliveryRadiusMetres, timeZone, openingHours, currency,
                minimumOrder, Menu.byId(menu));
    }

    private static void checkHours(String openingHours) {
        try {
            OpeningHours.parse(openingHours);
        } catch (InvalidValueException e) {
            throw Refusal.ofField(Code.INVALID, "/openingHours", e.getMessage());
        }
    }

    private Outcome outcome() {
        return Outcome.of(id, status);
    }

    @EventSourcingHandler
    void on(RestaurantEvent event) {
        switch (event) {
            case RestaurantOpened opened -> {
                id = opened.restaurantId();
                status = Status.OPEN;
                name = opened.name();
                address = opened.address();
                location = opened.location();
                deliveryRadiusMetres = opened.deliveryRadiusMetres();
                timeZone = opened.timeZone();
                openingHours = opened.openingHours();
                cuisines = opened.cuisines();
                currency = opened.currency();
                minimumOrder = opened.minimumOrder();
                menu = opened.menu();
            }
            case MenuRevised revised -> menu = revised.menu();
            case RestaurantRenamed renamed -> name = renamed.name();
            case OpeningHoursChanged changed -> {
                openingHours = changed.openingHours();
                timeZone = changed.timeZone();
            }
            case RestaurantClosed closed -> status = Status.CLOSED;
            case RestaurantReopened reopened -> status = Status.OPEN;
        }
    }
}
