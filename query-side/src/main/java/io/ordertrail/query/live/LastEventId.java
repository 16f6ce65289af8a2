package io.ordertrail.query.live;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.util.regex.Pattern;

/** Where a client has been: the header that browsers send by themselves as they connect again. */
final class LastEventId {

    private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");

    private LastEventId() {
    }

    /**
     * @param text may be null or empty: then there is none
     * @throws Refusal {@code INVALID} if it is no position
     */
    static Long parse(String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (!POSITION.matcher(text).matches()) {
            throw Refusal.ofField(Code.INVALID, LiveStreams.LAST_EVENT_ID, "must be the id of an event of this stream");
        }
        return Long.valueOf(text);
    }
}
