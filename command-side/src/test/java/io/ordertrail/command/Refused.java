package io.ordertrail.command;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.util.Objects;
import org.hamcrest.CustomTypeSafeMatcher;
import org.hamcrest.Description;
import org.hamcrest.Matcher;

/** Matches refusals in fixture tests. */
public final class Refused {

    private Refused() {
    }

    public static Matcher<Refusal> inState(Enum<?> currentStatus) {
        return matching(Code.INVALID_STATE, null, currentStatus.name());
    }

    public static Matcher<Refusal> with(Code code) {
        return matching(code, null, null);
    }

    public static Matcher<Refusal> with(Code code, String field) {
        return matching(code, field, null);
    }

    private static Matcher<Refusal> matching(Code code, String field, String currentStatus) {
        return new CustomTypeSafeMatcher<>("refusal %s, field %s, current status %s".formatted(code, field, currentStatus)) {
            @Override
            protected boolean matchesSafely(Refusal refusal) {
                return refusal.code() == code && Objects.equals(refusal.reason().field(), field)
                        && Objects.equals(refusal.reason().currentStatus(), currentStatus);
            }

            @Override
            protected void describeMismatchSafely(Refusal refusal, Description mismatch) {
                mismatch.appendText("was ").appendText(refusal.reason().toString());
            }
        };
    }
}
