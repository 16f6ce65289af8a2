package io.ordertrail.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A non-negative amount in one ISO 4217 currency, with all of that currency's digits at least, so that 10 equals 10.00. It has more of them
 * only if it was stored when the currency had more.
 */
public record Money(@JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount, CurrencyCode currency) implements Comparable<Money> {

    /** Bounded, so that no sender can make us calculate with millions of digits; sums of the largest orders fit. */
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,30}(\\.\\d{1,10})?");

    public Money {
        if (amount.signum() < 0) {
            throw new InvalidValueException("amount", "must not be negative");
        }
        // As its digits are today: another JDK may have known other ones, and no digit of what was stored then is lost.
        amount = amount.setScale(Math.max(currency.digits(), amount.stripTrailingZeros().scale()), RoundingMode.UNNECESSARY);
    }

    /**
     * Reads an amount as a client may write it today.
     *
     * @throws InvalidValueException naming {@code amount} or {@code currency}
     */
    public static Money of(String amount, String currency) {
        Money money = new Money(amountOf(amount), named(CurrencyCode::of, currency));
        int digits = money.currency.digits();
        int point = amount.indexOf('.');
        if (point >= 0 && amount.length() - point - 1 > digits) {
            throw new InvalidValueException("amount", "%s has at most %d decimal digits".formatted(currency, digits));
        }
        return money;
    }

    /**
     * Reads an amount that was once taken, whatever the rules for new ones are by now.
     *
     * @throws InvalidValueException naming {@code amount} or {@code currency}, if it is none at all
     */
    @JsonCreator
    public static Money stored(@JsonProperty("amount") String amount, @JsonProperty("currency") String currency) {
        return new Money(amountOf(amount), named(CurrencyCode::new, currency));
    }

    private static BigDecimal amountOf(String amount) {
        if (amount == null || !AMOUNT.matcher(amount).matches()) {
            throw new InvalidValueException("amount", "must be a decimal number in a string, such as \"12.34\"");
        }
        return new BigDecimal(amount);
    }

    private static CurrencyCode named(Function<String, CurrencyCode> read, String code) {
        try {
            return read.apply(code);
        } catch (InvalidValueException e) {
            throw new InvalidValueException("currency", e.getMessage());
        }
    }

    public static Money zero(CurrencyCode currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    /** @throws CurrencyMismatchException if the other is of another currency */
    public Money plus(Money other) {
        return new Money(amount.add(sameCurrency(other).amount), currency);
    }

    /**
     * @throws CurrencyMismatchException if the other is of another currency
     * @throws InvalidValueException if the other is more than this
     */
    public Money minus(Money other) {
        return new Money(amount.subtract(sameCurrency(other).amount), currency);
    }

    public Money times(int factor) {
        return new Money(amount.multiply(BigDecimal.valueOf(factor)), currency);
    }

    /** @throws CurrencyMismatchException if the other is of another currency */
    @Override
    public int compareTo(Money other) {
        return amount.compareTo(sameCurrency(other).amount);
    }

    /** @throws CurrencyMismatchException if the other is of another currency */
    public boolean isMoreThan(Money other) {
        return compareTo(other) > 0;
    }

    public boolean hasCurrencyOf(Money other) {
        return currency.equals(other.currency);
    }

    private Money sameCurrency(Money other) {
        if (!hasCurrencyOf(other)) {
            throw new CurrencyMismatchException(this, other);
        }
        return other;
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }
}
