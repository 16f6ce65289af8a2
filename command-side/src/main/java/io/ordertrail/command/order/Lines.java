package io.ordertrail.command.order;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the lines of placing and revising have in common. */
final class Lines {

    static final int MOST = 100;
    static final int LARGEST_QUANTITY = 1000;

    private Lines() {
    }

    /** @throws Refusal {@code INVALID} naming the second line of an item that stands in two */
    static void requireDistinct(List<String> menuItemIds) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < menuItemIds.size(); i++) {
            if (!seen.add(menuItemIds.get(i))) {
                throw Refusal.ofField(Code.INVALID, "/lines/%d/menuItemId".formatted(i), "Another line has this item already");
            }
        }
    }
}
