package io.ordertrail.platform.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.platform.subscription.SubscriptionRepository.Kept;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What keeps subscriptions lets one write at a time through: of operators, and of nodes only the owner. */
public abstract class SubscriptionRepositoryContract {

    private static final Instant NOW = Instant.parse("2026-11-21T18:00:00Z");
    private static final Subscription SHOP =
            Subscription.of("shop", "https://shop.example/", List.of("OrderApproved"), "01R", "a secret of the shop's");
    private static final Progress HEAD = Progress.from(17);

    /** Empty. */
    protected abstract SubscriptionRepository repository();

    private static Progress progress(long position) {
        return new Progress(position, "replay", null, List.of(
                Delivery.of("event-1", "OrderApproved", "order-01A", 3, 18, "01A", NOW).failed(Answer.of(503), NOW, NOW.plusSeconds(1),
                        true),
                Delivery.of("event-2", "RestaurantOpened", "restaurant-01R", 0, 19, null, NOW)),
                List.of(Delivery.of("event-0", "OrderApproved", "order-01A", 2, 17, "01A", NOW).delivered(Answer.of(204), NOW)));
    }

    @Test
    void aSubscriptionIsKeptAsItIsUnderANameThatNoOtherHas() {
        SubscriptionRepository repository = repository();

        assertThat(repository.add(SHOP, HEAD)).isTrue();
        assertThat(repository.add(Subscription.of("shop", "https://other.example/", List.of(), null, "another"), HEAD)).isFalse();
        assertThat(repository.add(Subscription.of("port", null, List.of(), null, null), Progress.from(0))).isTrue();

        assertThat(repository.find("shop")).contains(SHOP);
        assertThat(repository.find("none")).isEmpty();
        assertThat(repository.progress(SHOP)).contains(HEAD);
        assertThat(repository.all()).extracting(kept -> kept.subscription().name()).containsExactly("port", "shop");
        assertThat(repository.all()).extracting(Kept::owner).containsOnlyNulls();
    }

    @Test
    void ofTwoChangesToOneRevisionOneIsMade() {
        SubscriptionRepository repository = repository();
        repository.add(SHOP, HEAD);

        assertThat(repository.change(SHOP.paused())).isTrue();
        assertThat(repository.change(SHOP.replayed(3))).isFalse();

        assertThat(repository.find("shop")).contains(SHOP.paused());
        Subscription replayed = SHOP.paused().without("event-1").replayed(3).without("event-2");
        assertThat(repository.change(SHOP.paused().without("event-1"))).isTrue();
        assertThat(repository.change(SHOP.paused().without("event-1").replayed(3))).isTrue();
        assertThat(repository.change(replayed)).isTrue();
        assertThat(repository.find("shop")).contains(replayed);
    }

    @Test
    void onlyItsOwnerWritesHowFarItHasCome() {
        SubscriptionRepository repository = repository();
        repository.add(SHOP, HEAD);

        assertThat(repository.keep(SHOP, "first", progress(18))).isFalse();
        assertThat(repository.own(SHOP, null, "first")).isTrue();
        assertThat(repository.own(SHOP, null, "second")).isFalse();
        repository.change(SHOP.paused());
        assertThat(repository.keep(SHOP, "first", progress(18))).isTrue();
        assertThat(repository.progress(SHOP)).contains(progress(18));

        assertThat(repository.own(SHOP, "first", "second")).isTrue();
        assertThat(repository.keep(SHOP, "first", progress(19))).isFalse();
        assertThat(repository.progress(SHOP)).contains(progress(18));
        assertThat(repository.all()).extracting(Kept::owner).containsExactly("second");
        assertThat(repository.own(SHOP, "second", null)).isTrue();
        assertThat(repository.all()).extracting(Kept::owner).containsOnlyNulls();
    }

    @Test
    void whatIsGoneIsNotTakenForTheNextOfItsName() {
        SubscriptionRepository repository = repository();
        repository.add(SHOP, HEAD);
        repository.own(SHOP, null, "first");
        Subscription next = Subscription.of("shop", "https://shop.example/", List.of(), null, "another secret");

        assertThat(repository.remove(SHOP)).isTrue();
        assertThat(repository.remove(SHOP)).isFalse();
        repository.add(next, HEAD);

        assertThat(repository.keep(SHOP, "first", progress(18))).isFalse();
        assertThat(repository.change(SHOP.paused())).isFalse();
        assertThat(repository.own(SHOP, null, "first")).isFalse();
        assertThat(repository.remove(SHOP)).isFalse();
        assertThat(repository.progress(SHOP)).isEmpty();
        assertThat(repository.find("shop")).contains(next);
    }

    @Test
    void asMuchAsMayWaitCanBeKept() {
        SubscriptionRepository repository = repository();
        repository.add(SHOP, HEAD);
        repository.own(SHOP, null, "first");
        Delivery longest =
                Delivery.of("e".repeat(64), "x".repeat(64), "restaurant-" + "r".repeat(64), 999_999_999, 999_999_999, "o".repeat(64),
                        NOW).failed(new Answer(503, "ü".repeat(1_000)), NOW, NOW, true);
        Progress full = new Progress(1, null, null, Collections.nCopies(Deliveries.MOST_WAITING, longest),
                Collections.nCopies(Deliveries.MOST_DELIVERED, longest));

        assertThat(repository.keep(SHOP, "first", full)).isTrue();
        assertThat(repository.progress(SHOP)).contains(full);
    }
}
