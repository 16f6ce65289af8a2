package io.ordertrail.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Currency;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A currency, by the ISO 4217 code that it had when it was stored. Codes come and go with a JDK's table of them, so one that the running JDK does not
 * know is kept as it is; its digits alone are lacking.
 */
public record CurrencyCode(@JsonValue String value) {

    private static final Pattern CODE = Pattern.compile("[A-Z]{3}");

    /** @throws InvalidValueException if it never was the code of a currency */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CurrencyCode {
        if (value == null || !CODE.matcher(value).matches()) {
            throw notOne();
        }
    }

    /**
     * Reads a code as a client may write it today.
     *
     * @throws InvalidValueException if it is not that of a currency in which one can pay
     */
    public static CurrencyCode of(String code) {
        CurrencyCode currency = new CurrencyCode(code);
        int digits = currency.known().orElseThrow(CurrencyCode::notOne).getDefaultFractionDigits();
        if (digits < 0) {
            throw new InvalidValueException("", "%s is not a currency one can pay in".formatted(code));
        }
        return currency;
    }

    private static InvalidValueException notOne() {
        return new InvalidValueException("", "must be an ISO 4217 currency code");
    }

    /** Decimal digits of its amounts, as this JDK knows them; none where it knows of none. */
    public int digits() {
        return Math.max(0, known().map(Currency::getDefaultFractionDigits).orElse(0));
    }

    private Optional<Currency> known() {
        try {
            return Optional.of(Currency.getInstance(value));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
