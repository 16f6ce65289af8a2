package io.ordertrail.command;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import org.hamcrest.CustomTypeSafeMatcher;
import org.hamcrest.Matcher;

/** Matchers for fixtures' {@code expectException}: why something was refused. */
public final class Refused {

    private Refused() {
    }

    /** @param field JSON pointer, null if none is to blame */
    public static Matcher<Refusal> with(Code code, String field) {
        return matching("%s at %s".formatted(code, field), new Refusal.Reason(code, null, field, null));
    }

    public static Matcher<Refusal> inState(String currentStatus) {
        return matching("INVALID_STATE while %s".formatted(currentStatus),
                new Refusal.Reason(Code.INVALID_STATE, null, null, currentStatus));
    }

    private static Matcher<Refusal> matching(String description, Refusal.Reason expected) {
        return new CustomTypeSafeMatcher<>(description) {
            @Override
            protected boolean matchesSafely(Refusal refusal) {
                Refusal.Reason reason = refusal.reason();
                return expected.equals(new Refusal.Reason(reason.code(), null, reason.field(), reason.currentStatus()));
            }
        };
    }
}
