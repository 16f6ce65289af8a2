package io.ordertrail.query.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.subscription.Delivery;
import io.ordertrail.platform.subscription.Progress;
import io.ordertrail.platform.subscription.Subscription;
import io.ordertrail.platform.subscription.Subscriptions;
import io.ordertrail.platform.subscription.Subscriptions.Standing;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@WebMvcTest(SubscribersController.class)
@Import({Parts.class, Live.class, OwnPage.class, Calm.class})
class SubscribersPageTest {

    @MockitoBean
    private Subscriptions subscriptions;

    @Autowired
    private MockMvcTester http;

    private static Standing standing(Delivery... waiting) {
        Subscription shop = Subscription.of("shop", "https://shop.example/", List.of(), null, "a secret of the shop's");
        return new Standing(shop, "4711@host", new Progress(1_234, null, null, List.of(waiting), List.of()), 5);
    }

    @Test
    void aSubscriberWhoDoesNotTakeAnEventIsShownWithItAndWhatItAnswers() {
        when(subscriptions.all()).thenReturn(List.of(standing(new Delivery("e1", "OrderApproved", "order-01A", 1, 1_230, "01A", 3, 503,
                "answered <503>", Seen.NOW, Seen.NOW, Delivery.State.PARKED))));

        assertThat(http.get().uri("/dashboard/subscriptions")).hasStatusOk().bodyText()
                .contains("<h1>Subscriptions</h1>", "1,234", "5 events", "1 parked", "OrderApproved", "/dashboard/orders?id=01A",
                        "answered &lt;503&gt;", "3 times", "/dashboard/subscriptions/shop/resume", "/dashboard/subscriptions/shop/pause")
                .doesNotContain("a secret of the shop", "<503>");
    }

    @Test
    void itIsPausedAndResumedAndARefusalIsSaidOnThePage() {
        when(subscriptions.all()).thenReturn(List.of());
        assertThat(http.get().uri("/dashboard/subscriptions")).hasStatusOk().bodyText().contains("nobody outside is told");
        doThrow(Refusal.notFound("subscription", "none")).when(subscriptions).pause("none");

        assertThat(http.post().uri("/dashboard/subscriptions/shop/resume").header("Sec-Fetch-Site", "same-origin")).hasStatus(303);
        verify(subscriptions).resume("shop");
        assertThat(http.post().uri("/dashboard/subscriptions/none/pause").header("Sec-Fetch-Site", "same-origin")).hasStatus(404).bodyText()
                .contains("There is no subscription none", "<h1>Subscriptions</h1>");
    }
}
