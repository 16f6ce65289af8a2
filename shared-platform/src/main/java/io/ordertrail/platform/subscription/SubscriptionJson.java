package io.ordertrail.platform.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How a subscription is written down, whatever keeps it. Fields that a newer version has written are passed over. */
public final class SubscriptionJson {

    private static final JsonMapper JSON = JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL)).build();

    private SubscriptionJson() {
    }

    public static String write(Subscription subscription) {
        return JSON.writeValueAsString(subscription);
    }

    public static Subscription subscription(String text) {
        return JSON.readValue(text, Subscription.class);
    }

    public static String write(Progress progress) {
        return JSON.writeValueAsString(progress);
    }

    public static Progress progress(String text) {
        return JSON.readValue(text, Progress.class);
    }
}
