package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ordertrail.client.ApiClient;
import io.ordertrail.client.ApiException;
import io.ordertrail.client.ApiResponse;
import io.ordertrail.client.api.AccountsApi;
import io.ordertrail.client.api.ConsumersApi;
import io.ordertrail.client.api.CouriersApi;
import io.ordertrail.client.api.DeliveriesApi;
import io.ordertrail.client.api.OrdersApi;
import io.ordertrail.client.api.RestaurantsApi;
import io.ordertrail.client.api.TicketsApi;
import io.ordertrail.client.model.Acceptance;
import io.ordertrail.client.model.ComposedOrder;
import io.ordertrail.client.model.CourierRegistration;
import io.ordertrail.client.model.Declining;
import io.ordertrail.client.model.DeliverTo;
import io.ordertrail.client.model.DeliveryAddress;
import io.ordertrail.client.model.Done;
import io.ordertrail.client.model.GeoPoint;
import io.ordertrail.client.model.Money;
import io.ordertrail.client.model.NewConsumer;
import io.ordertrail.client.model.NewMenuItem;
import io.ordertrail.client.model.NewRestaurant;
import io.ordertrail.client.model.OrderedLine;
import io.ordertrail.client.model.PlaceOrderRequest;
import io.ordertrail.client.model.PlacedOrder;
import io.ordertrail.client.model.PostalAddress;
import io.ordertrail.client.model.RefundOrder;
import io.ordertrail.client.model.ReviseOrderRequest;
import io.ordertrail.client.model.RevisedLine;
import java.time.OffsetDateTime;
import java.util.concurrent.Callable;

/**
 * The client that openapi-generator makes of the API document (module {@code client}), as somebody would use it who knows the document and nothing
 * else. That this compiles is half of the test: names, types, and what is optional come from there.
 */
final class MadeClient {

    private final ConsumersApi consumers;
    private final RestaurantsApi restaurants;
    private final CouriersApi couriers;
    private final OrdersApi orders;
    private final TicketsApi tickets;
    private final DeliveriesApi deliveries;
    private final AccountsApi accounts;

    MadeClient(String address) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(address);
        consumers = new ConsumersApi(client);
        restaurants = new RestaurantsApi(client);
        couriers = new CouriersApi(client);
        orders = new OrdersApi(client);
        tickets = new TicketsApi(client);
        deliveries = new DeliveriesApi(client);
        accounts = new AccountsApi(client);
    }

    /** From placing to the door, with a revision on the way and a part of the money back. */
    void takeAnOrderToTheDoor() throws ApiException {
        String consumer = consumers.postConsumers(new NewConsumer().name("Grace Hopper"), null).getId();
        String restaurant = restaurants.postRestaurants(new NewRestaurant().name("Ajanta")
                .address(new PostalAddress().street("Linzer Gasse 1").city("Salzburg").postalCode("5020").country("AT"))
                .location(new GeoPoint().lat(47.803).lon(13.047)).deliveryRadiusMetres(3000).timeZone("Europe/Vienna").openingHours("24/7")
                .currency("EUR").addMenuItem(new NewMenuItem().id("1").name("Chicken Vindaloo").price(euros("12.34"))), null).getId();
        String courier = couriers.postCouriers(new CourierRegistration().name("Jean").capacity(2), null).getId();
        couriers.postCouriersByIdOnDuty(courier);

        PlaceOrderRequest request = new PlaceOrderRequest().consumerId(consumer).restaurantId(restaurant)
                .addLinesItem(new OrderedLine().menuItemId("1").quantity(2))
                .deliverTo(new DeliverTo().location(new GeoPoint().lat(47.8).lon(13.04))
                        .address(new DeliveryAddress().street("Getreidegasse 9").city("Salzburg").postalCode("5020").country("AT")));
        ApiResponse<PlacedOrder> placed = orders.postOrdersWithHttpInfo(request, "once");
        String order = placed.getData().getId();
        assertThat(placed.getStatusCode()).isEqualTo(201);
        assertThat(orders.postOrders(request, "once").getId()).as("the same under the same key").isEqualTo(order);
        ComposedOrder seen = order(order, placed.getHeaders().get("consistency-token").getFirst());
        assertThat(seen.getTotal()).isEqualTo(euros("24.68"));

        awaitStatus(order, ComposedOrder.StatusEnum.APPROVED);
        orders.postOrdersByIdRevise(order, new ReviseOrderRequest().addLinesItem(new RevisedLine().menuItemId("1").quantity(3)), null);
        awaitStatus(order, ComposedOrder.StatusEnum.APPROVED);
        assertThat(order(order, null).getTotal()).isEqualTo(euros("37.02"));

        String ticket = order(order, null).getTicket().getId();
        String delivery = order(order, null).getDelivery().getId();
        tickets.postTicketsByIdAccept(ticket, new Acceptance().readyBy(OffsetDateTime.now().plusMinutes(20)));
        tickets.postTicketsByIdStart(ticket);
        tickets.postTicketsByIdReady(ticket);
        taken(() -> deliveries.postDeliveriesByIdPickUp(delivery));
        assertThatThrownBy(() -> tickets.postTicketsByIdDecline(ticket, new Declining().reason("Out of rice"))).isInstanceOfSatisfying(
                ApiException.class,
                refused -> assertThat(refused.getCode()).isEqualTo(409));
        tickets.postTicketsByIdHandOver(ticket);
        deliveries.postDeliveriesByIdLocation(delivery, new GeoPoint().lat(47.801).lon(13.041));
        deliveries.postDeliveriesByIdComplete(delivery);
        awaitStatus(order, ComposedOrder.StatusEnum.DELIVERED);

        taken(() -> accounts.postAccountsByIdRefunds(consumer, new RefundOrder().orderId(order).amount(euros("1.00")).reason("Cold"),
                null));
        assertThat(orders.getConsumersByIdOrders(consumer, OffsetDateTime.now().minusDays(1), null, null, null, null, null, null, null)
                .getItems())
                .singleElement().satisfies(only -> assertThat(only.getId()).isEqualTo(order));
        assertThat(orders.getOrdersByIdEvents(order, null, null).getEvents()).extracting(event -> event.getType())
                .startsWith("OrderPlaced").contains("OrderRevised", "PaymentCaptured", "DeliveryCompleted");
    }

    private static Money euros(String amount) {
        return new Money().amount(amount).currency("EUR");
    }

    private ComposedOrder order(String id, String token) throws ApiException {
        return orders.getOrdersById(id, true, token, "wait=5").getComposedOrder();
    }

    private void awaitStatus(String order, ComposedOrder.StatusEnum status) {
        await().ignoreExceptionsInstanceOf(ApiException.class)
                .untilAsserted(() -> assertThat(order(order, null).getStatus()).isEqualTo(status));
    }

    /** What a process has yet to bring about is refused until then. */
    private static void taken(Callable<Done> command) {
        await().ignoreExceptionsInstanceOf(ApiException.class).until(() -> command.call() != null);
    }
}
