package io.ordertrail.events;

/** A dish ordered, its name and price frozen when the order was placed. */
public record OrderLine(String menuItemId, String name, Money price, int quantity) {

    public Money total() {
        return price.times(quantity);
    }

    public OrderLine withQuantity(int newQuantity) {
        return new OrderLine(menuItemId, name, price, newQuantity);
    }
}
