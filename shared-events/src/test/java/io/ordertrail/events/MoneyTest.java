package io.ordertrail.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    @Test
    void tenEqualsTenPointNoughtNought() {
        assertThat(Money.of("10", "EUR")).isEqualTo(Money.of("10.00", "EUR")).hasToString("10.00 EUR");
    }

    @ParameterizedTest
    @CsvSource({"12.34,EUR,12.34 EUR", "7,JPY,7 JPY", "1.5,BHD,1.500 BHD", "007,EUR,7.00 EUR"})
    void anAmountCarriesAllDigitsOfItsCurrency(String amount, String currency, String shown) {
        assertThat(Money.of(amount, currency)).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 1", "1 ", "-1", "+1", "1e3", ".5", "5.", "1,5", "0x1", "NaN", "1.234", "1.000", "٣",
            "1234567890123456789012345678901"})
    void whatIsNoAmountIsRefusedNamingIt(String amount) {
        assertThatThrownBy(() -> Money.of(amount, "EUR")).asInstanceOf(type(InvalidValueException.class))
                .returns("amount", InvalidValueException::field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "eur", "EURO", "XXX", "XAU", "$", "ZZZ"})
    void whatIsNoCurrencyIsRefusedNamingIt(String currency) {
        assertThatThrownBy(() -> Money.of("1", currency)).asInstanceOf(type(InvalidValueException.class))
                .returns("currency", InvalidValueException::field);
    }

    /** The kind: a JDK knows other digits of a currency, or other currencies to pay in, than the one that took the amount. */
    @ParameterizedTest
    @CsvSource({"12.34,JPY,12.34 JPY", "12.00,JPY,12 JPY", "1.2345,EUR,1.2345 EUR", "7,BHD,7.000 BHD", "1.5,XAU,1.5 XAU",
            "3.50,ZZZ,3.5 ZZZ",
            "7,ZZZ,7 ZZZ"})
    void whatWasOnceStoredStaysReadableToItsLastDigit(String amount, String currency, String shown) {
        Money stored = Money.stored(amount, currency);

        assertThat(stored).hasToString(shown).isEqualTo(Money.stored(stored.amount().toPlainString(), currency));
        assertThat(stored.plus(stored).minus(stored)).isEqualTo(stored).isEqualTo(stored.times(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1e3", "1.12345678901"})
    void whatNeverWasAnAmountIsNotReadEither(String amount) {
        assertThatThrownBy(() -> Money.stored(amount, "EUR")).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "eur", "EURO", "$"})
    void whatNeverWasACurrencyIsNotReadEither(String currency) {
        assertThatThrownBy(() -> Money.stored("1", currency)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void twoCurrenciesNeverMeet() {
        Money euro = Money.of("1", "EUR");
        Money franc = Money.of("1", "CHF");

        assertThatThrownBy(() -> euro.plus(franc)).isInstanceOf(CurrencyMismatchException.class);
        assertThatThrownBy(() -> euro.minus(franc)).isInstanceOf(CurrencyMismatchException.class);
        assertThatThrownBy(() -> euro.isMoreThan(franc)).isInstanceOf(CurrencyMismatchException.class);
    }

    @Test
    void sumsAndProductsKeepTheDigits() {
        Money price = Money.of("12.34", "EUR");

        assertThat(price.times(5)).isEqualTo(Money.of("61.70", "EUR"));
        assertThat(price.plus(Money.of("0.66", "EUR"))).isEqualTo(Money.of("13", "EUR"));
        assertThat(price.minus(price)).isEqualTo(Money.zero(price.currency()));
        assertThatThrownBy(() -> Money.zero(price.currency()).minus(price)).isInstanceOf(InvalidValueException.class);
    }
}
