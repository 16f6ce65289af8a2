package io.ordertrail.command.order;

import io.ordertrail.command.Answers;
import io.ordertrail.command.Commands;
import io.ordertrail.command.ExpectedVersion;
import io.ordertrail.command.IdempotencyKeys;
import io.ordertrail.command.Ids;
import io.ordertrail.command.NewWork;
import io.ordertrail.command.Outcome;
import io.ordertrail.command.order.OrderCommand.CancelOrder;
import io.ordertrail.events.OrderEvent.OrderPlaced;
import io.ordertrail.events.OrderId;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.web.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/orders")
@Tag(name = "Orders")
class OrderController {

    private final Commands commands;
    private final PlaceOrderService placing;
    private final ReviseOrderService revising;

    OrderController(Commands commands, PlaceOrderService placing, ReviseOrderService revising) {
        this.commands = commands;
        this.placing = placing;
        this.revising = revising;
    }

    @Refuses({Code.UNKNOWN_RESTAURANT, Code.RESTAURANT_CLOSED, Code.OUT_OF_DELIVERY_AREA, Code.UNKNOWN_MENU_ITEM,
            Code.ORDER_MINIMUM_NOT_MET})
    @NewWork
    @PostMapping
    @Operation(summary = "Place an order", description = """
            The restaurant, its menu, the place, the time and the minimum are checked at once (422, and nothing is stored); prices come from
            the menu. Consumer and payment are checked afterwards and may end the order: REJECTED. requestedFor is optional: now, which a
            time up to 60 s in the past is, too; it lies at most a year ahead (400).
            reference is optional: the client's own word for the order, 1 to 64 characters. It is shown and searched as it is, and need not be
            unique; it has no meaning here.
            While what was accepted before is being worked off, 503 OVERLOADED with Retry-After: nothing was done, and the same request may
            come again.""",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(
                    content = @Content(examples = @ExampleObject(OrderExamples.PLACE))))
    @ApiResponse(responseCode = "201", description = "Placed; the Location is the order's", useReturnTypeSchema = true,
            content = @Content(examples = @ExampleObject(OrderExamples.PLACED)))
    ResponseEntity<PlacedOrder> place(@RequestBody @Valid PlaceOrderRequest body,
            @RequestHeader(name = "Idempotency-Key", required = false)
            @Pattern(regexp = IdempotencyKeys.FORM, message = IdempotencyKeys.FORM_IN_WORDS) String idempotencyKey) {
        OrderPlaced placed = placing.place(body, idempotencyKey);
        PlacedOrder answer = PlacedOrder.of(placed);
        return Answers.created("/orders",
                Outcome.ofFirst(placed.orderId(), answer.status().name()), answer);
    }

    @PostMapping("/{id}/cancel")
    @Operation(summary = "Cancel an order", description = """
            Only an APPROVED one; 202, for kitchen and payment may still refuse, and the order is APPROVED again then. If-Match is optional
            and takes the ETag of any answer about the order; if it is not the present version, 412 STALE_VERSION.""")
    @ApiResponse(responseCode = "202", description = "The cancellation has begun", useReturnTypeSchema = true,
            content = @Content(examples = @ExampleObject(OrderExamples.CANCELLING)))
    ResponseEntity<Answers.Done> cancel(@PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) String ifMatch) {
        return Answers.begun(commands.send(new CancelOrder(known(id), ExpectedVersion.of(ifMatch, null))));
    }

    @Refuses({Code.STALE_VERSION, Code.RESTAURANT_CLOSED, Code.OUT_OF_DELIVERY_AREA, Code.ORDER_MINIMUM_NOT_MET})
    @NewWork
    @PostMapping("/{id}/revise")
    @Operation(summary = "Revise an order", description = """
            Quantities (0 removes a line, not the last), place or time of an APPROVED order; lines name only the items that change, at
            the prices of the order. 202, for the consumer's limit per order, kitchen and payment may still refuse, and the order stays as
            it was then: its history tells why in OrderRevisionRefused (CONSUMER_LIMIT where the new total is above the limit of now, even
            if it is not above the old total). What changes nothing is answered with the present state. The version can be given as If-Match (412 STALE_VERSION), as expectedVersion
            (409 STALE_VERSION), as both (then both must be right), or not at all.""",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(examples = {
                    @ExampleObject(name = "quantities", value = OrderExamples.REVISE_QUANTITIES),
                    @ExampleObject(name = "place and time", value = OrderExamples.REVISE_DELIVERY)})))
    @ApiResponse(responseCode = "202", description = "The revision has begun, or there was nothing to revise", useReturnTypeSchema = true,
            content = @Content(examples = @ExampleObject(OrderExamples.REVISING)))
    ResponseEntity<Answers.Done> revise(@PathVariable String id, @RequestBody @Valid ReviseOrderRequest body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) String ifMatch) {
        return Answers.begun(revising.revise(known(id), body.revision(), ExpectedVersion.of(ifMatch, body.expectedVersion())));
    }

    private static OrderId known(String id) {
        return new OrderId(Ids.known("order", id));
    }
}
