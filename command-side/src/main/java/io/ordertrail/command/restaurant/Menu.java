package io.ordertrail.command.restaurant;

import io.ordertrail.command.Wanted;
import io.ordertrail.events.CurrencyCode;
import io.ordertrail.events.MenuItem;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderLine;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What every menu keeps to, not empty, unique ids, prices above nothing in the restaurant's currency; and what is ordered from it. */
final class Menu {

    private Menu() {
    }

    /**
     * @param pointer where the menu stands in the client's request, e.g. {@code /menu}
     * @throws Refusal naming the first item that breaks a rule
     */
    static void check(List<MenuItem> menu, CurrencyCode currency, String pointer) {
        if (menu.isEmpty()) {
            throw Refusal.ofField(Code.INVALID, pointer, "A menu has at least one item");
        }
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < menu.size(); i++) {
            MenuItem item = menu.get(i);
            String at = pointer + "/" + i;
            if (!ids.add(item.id())) {
                throw Refusal.ofField(Code.INVALID, at + "/id", "Another item of the menu has this id already");
            }
            if (item.price().amount().signum() == 0) {
                throw Refusal.ofField(Code.INVALID, at + "/price/amount", "must be more than 0");
            }
            checkCurrency(item.price(), currency, at + "/price");
        }
    }

    static void checkCurrency(Money money, CurrencyCode currency, String pointer) {
        if (!money.currency().equals(currency)) {
            throw Refusal.ofField(Code.CURRENCY_MISMATCH, pointer + "/currency", "The restaurant's currency is %s".formatted(currency));
        }
    }

    static Map<String, MenuItem> byId(List<MenuItem> menu) {
        return menu.stream().collect(Collectors.toUnmodifiableMap(MenuItem::id, item -> item));
    }

    /** @throws Refusal {@code UNKNOWN_MENU_ITEM} naming the first line of which there is nothing on the menu */
    static List<OrderLine> priced(List<Wanted> wanted, Map<String, MenuItem> menu) {
        List<OrderLine> lines = new ArrayList<>();
        for (Wanted line : wanted) {
            String field = "/lines/%d/menuItemId".formatted(lines.size());
            MenuItem item = menu.get(line.menuItemId());
            if (item == null) {
                throw Refusal.ofField(Code.UNKNOWN_MENU_ITEM, field, "There is no such item on the menu");
            }
            lines.add(new OrderLine(item.id(), item.name(), item.price(), line.quantity()));
        }
        return lines;
    }
}
