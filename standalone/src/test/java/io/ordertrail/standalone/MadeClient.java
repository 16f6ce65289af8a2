package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.OffsetDateTime;
import java.util.concurrent.Callable;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.ApiResponse;
import org.openapitools.client.api.AccountsApi;
import org.openapitools.client.api.ConsumersApi;
import org.openapitools.client.api.CouriersApi;
import org.openapitools.client.api.DeliveriesApi;
import org.openapitools.client.api.OrdersApi;
import org.openapitools.client.api.RestaurantsApi;
import org.openapitools.client.api.TicketsApi;
import org.openapitools.client.model.Acceptance;
import org.openapitools.client.model.ComposedOrder;
import org.openapitools.client.model.CourierRegistration;
import org.openapitools.client.model.Declining;
import org.openapitools.client.model.DeliverTo;
import org.openapitools.client.model.DeliveryAddress;
import org.openapitools.client.model.Done;
import org.openapitools.client.model.GeoPoint;
import org.openapitools.client.model.Money;
import org.openapitools.client.model.NewConsumer;
import org.openapitools.client.model.NewMenuItem;
import org.openapitools.client.model.NewRestaurant;
import org.openapitools.client.model.OrderedLine;
import org.openapitools.client.model.PlaceOrderRequest;
import org.openapitools.client.model.PlacedOrder;
import org.openapitools.client.model.PostalAddress;
import org.openapitools.client.model.RefundOrder;
import org.openapitools.client.model.ReviseOrderRequest;
import org.openapitools.client.model.RevisedLine;

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
