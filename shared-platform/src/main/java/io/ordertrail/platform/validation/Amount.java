package io.ordertrail.platform.validation;

import io.ordertrail.events.Money;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.math.BigDecimal;

/** A sum of money that a client may name: below a million millions, and more than nothing where it must be positive. Null passes. */
@Constraint(validatedBy = Amount.Check.class)
@Target({ElementType.FIELD, ElementType.TYPE_USE, ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Amount {

    boolean positive() default false;

    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Blames the amount itself, not the money it stands in. */
    class Check implements ConstraintValidator<Amount, Money> {

        private static final BigDecimal BOUND = BigDecimal.TEN.pow(12);

        private boolean positive;

        @Override
        public void initialize(Amount constraint) {
            positive = constraint.positive();
        }

        @Override
        public boolean isValid(Money money, ConstraintValidatorContext context) {
            if (money == null) {
                return true;
            }
            boolean tooLittle = positive && money.amount().signum() == 0;
            boolean tooMuch = money.amount().compareTo(BOUND) >= 0;
            if (tooLittle || tooMuch) {
                context.disableDefaultConstraintViolation();
                context.buildConstraintViolationWithTemplate(tooLittle ? "must be more than 0" : "must be less than 10^12")
                        .addPropertyNode("amount")
                        .addConstraintViolation();
            }
            return !tooLittle && !tooMuch;
        }
    }
}
