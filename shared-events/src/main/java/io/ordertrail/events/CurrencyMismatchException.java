package io.ordertrail.events;

/** Two amounts of different currencies met in one sum or comparison. */
public class CurrencyMismatchException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public CurrencyMismatchException(Money one, Money other) {
        super("%s and %s are different currencies".formatted(one.currency(), other.currency()));
    }
}
