package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertrail.standalone.Api.Answer;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Takes one placed order to its ending as consumer, kitchen and courier would, waiting after each step for what the processes make of it. */
class OrderLife {

    static final String TIMED_OUT = "Not accepted in time";

    private final Api api;
    private final Clock clock;
    private final ExpectedOrder order;

    OrderLife(Api api, Clock clock, ExpectedOrder order) {
        this.api = api;
        this.clock = clock;
        this.order = order;
    }

    void live() {
        awaitOrder(entry -> !entry.path("status").asString().equals("APPROVAL_PENDING"));
        switch (order.ending) {
            case CONSUMER_UNKNOWN, CONSUMER_LIMIT, ACCOUNT_DISABLED, CARD_LIMIT, TIMED_OUT -> {
            }
            case DELIVERED -> {
                accept();
                deliver();
            }
            case REFUNDED -> {
                accept();
                deliver();
                refundInTwoParts();
            }
            case NOT_DELIVERED -> {
                accept();
                pickUp();
                order.reason = "Nobody at home";
                api.post("/deliveries/%s/fail".formatted(order.id), "{\"reason\":\"%s\"}".formatted(order.reason)).expect(200);
            }
            case CANCELLED_EARLY -> cancel();
            case CANCELLED_AFTER_ACCEPTANCE -> {
                accept();
                awaitOrder(entry -> entry.at("/delivery/status").asString("").equals("SCHEDULED"));
                cancel();
            }
            case CANCEL_REFUSED_LATE -> {
                accept();
                kitchen("start");
                cancel();
                awaitOrder(entry -> entry.path("status").asString().equals("APPROVED"));
                deliverAfterStart();
            }
            case REVISED -> {
                accept();
                revise(3);
                order.quantities.entrySet().iterator().next().setValue(3);
                deliver();
            }
            case REVISION_REFUSED_BY_KITCHEN -> {
                accept();
                kitchen("start");
                revise(4);
                deliverAfterStart();
            }
            case REVISION_REFUSED_BY_ACCOUNT -> {
                revise(900);
                accept();
                deliver();
            }
            case DECLINED -> {
                order.reason = "Out of rice";
                api.post("/tickets/%s/decline".formatted(order.id), "{\"reason\":\"%s\"}".formatted(order.reason)).expect(200);
            }
        }
    }

    private void accept() {
        api.post("/tickets/%s/accept".formatted(order.id), "{\"readyBy\":\"%s\"}".formatted(clock.instant().plus(Duration.ofMinutes(20))))
                .expect(200);
    }

    private void kitchen(String step) {
        api.post("/tickets/%s/%s".formatted(order.id, step), null).expect(200);
    }

    private void deliver() {
        kitchen("start");
        deliverAfterStart();
    }

    private void deliverAfterStart() {
        kitchen("ready");
        collect();
        api.post("/deliveries/%s/location".formatted(order.id), "{\"lat\":47.80,\"lon\":13.04}").expect(200);
        api.post("/deliveries/%s/complete".formatted(order.id), null).expect(200);
        awaitOrder(entry -> entry.path("status").asString().equals("DELIVERED"));
    }

    private void pickUp() {
        kitchen("start");
        kitchen("ready");
        collect();
    }

    private void collect() {
        awaitOrder(entry -> entry.at("/delivery/status").asString("").equals("SCHEDULED"));
        api.post("/deliveries/%s/pick-up".formatted(order.id), null).expect(200);
    }

    private void cancel() {
        Answer answer = api.post("/orders/%s/cancel".formatted(order.id), null).expect(202);
        assertThat(answer.body().path("status").asString()).isEqualTo("CANCEL_PENDING");
        awaitOrder(entry -> !entry.path("status").asString().equals("CANCEL_PENDING"));
    }

    private void revise(int quantity) {
        String line = "{\"menuItemId\":\"%s\",\"quantity\":%d}".formatted(order.quantities.keySet().iterator().next(), quantity);
        Answer answer = api.post("/orders/%s/revise".formatted(order.id), "{\"lines\":[%s]}".formatted(line)).expect(202);
        assertThat(answer.body().path("status").asString()).isEqualTo("REVISION_PENDING");
        String token = answer.token();
        await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(10)).until(() -> {
            Answer seen = api.get("/orders/" + order.id, "Consistency-Token", token);
            return seen.status() == 200 && seen.body().path("status").asString().equals("APPROVED");
        });
    }

    private void refundInTwoParts() {
        refund("0.01");
        refund(order.total().subtract(new BigDecimal("0.01")).toPlainString());
    }

    private void refund(String amount) {
        api.post("/accounts/%s/refunds".formatted(order.consumer),
                "{\"orderId\":\"%s\",\"amount\":{\"amount\":\"%s\",\"currency\":\"EUR\"},\"reason\":\"cold\"}".formatted(order.id, amount))
                .expect(200);
    }

    private void awaitOrder(Predicate<JsonNode> condition) {
        await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(10)).until(() -> {
            Answer seen = api.get("/orders/" + order.id);
            return seen.status() == 200 && condition.test(seen.body());
        });
    }
}
