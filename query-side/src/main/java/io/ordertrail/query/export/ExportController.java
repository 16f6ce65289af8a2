package io.ordertrail.query.export;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.query.Queries;
import io.ordertrail.query.account.Account;
import io.ordertrail.query.account.FindAccount;
import io.ordertrail.query.consumer.ConsumerEntry;
import io.ordertrail.query.consumer.FindConsumer;
import io.ordertrail.query.export.ConsumerExport.ExportedOrder;
import io.ordertrail.query.orderevents.FindEventsOfOrders;
import io.ordertrail.query.orderhistory.FindOrders;
import io.ordertrail.query.orderhistory.FindOrders.Side;
import io.ordertrail.query.orderhistory.OrderFilter;
import io.ordertrail.query.orderhistory.OrderPage;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Gives a person all of their data, as long as they are not forgotten. */
@RestController
@Tag(name = "Consumers")
class ExportController {

    /** Each comes with all of its events. */
    private static final int ORDERS = 100;

    private static final OrderFilter ALL = new OrderFilter(Instant.EPOCH, null, Set.of(), Set.of());

    private final Queries queries;

    ExportController(Queries queries) {
        this.queries = queries;
    }

    @GetMapping("/consumers/{id}/export")
    @Operation(summary = "A consumer's data: themselves, their account, and their orders with everything that happened to them",
            description = "A hundred orders at a time, newest first; only the last page has no `next`.")
    ConsumerExport export(@PathVariable String id,
            @Parameter(description = "The former page's `next`") @RequestParam(required = false) String cursor,
            List<ConsistencyToken> tokens) {
        ConsumerEntry consumer = queries.askOptional(new FindConsumer(id, tokens), ConsumerEntry.class)
                .orElseThrow(() -> Refusal.notFound("consumer", id));
        Account account = queries.askOptional(new FindAccount(id, tokens), Account.class).orElse(null);
        OrderPage page = queries.ask(new FindOrders(Side.CONSUMER, id, ALL, cursor, ORDERS, tokens), OrderPage.class);
        List<String> ids = page.items().stream().map(order -> order.id().value()).toList();
        FindEventsOfOrders.Found events = ids.isEmpty() ? new FindEventsOfOrders.Found(Map.of())
                : queries.ask(new FindEventsOfOrders(ids, tokens), FindEventsOfOrders.Found.class);
        return new ConsumerExport(consumer, account, page.items().stream()
                .map(order -> new ExportedOrder(order, events.byOrder().getOrDefault(order.id().value(), List.of()))).toList(),
                page.next());
    }
}
