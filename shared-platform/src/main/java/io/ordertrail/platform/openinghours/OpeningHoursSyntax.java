package io.ordertrail.platform.openinghours;

import io.ordertrail.events.InvalidValueException;
import io.ordertrail.platform.validation.Text;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A text that {@link OpeningHours} understands. Null passes. */
@Text
@Constraint(validatedBy = OpeningHoursSyntax.Check.class)
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface OpeningHoursSyntax {

    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Says what is not understood. What is too long is left to {@link Text}, so that no book is parsed. */
    class Check implements ConstraintValidator<OpeningHoursSyntax, String> {

        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            if (text == null || text.isBlank() || text.codePointCount(0, text.length()) > Text.MOST) {
                return true;
            }
            try {
                OpeningHours.parse(text);
                return true;
            } catch (InvalidValueException e) {
                context.disableDefaultConstraintViolation();
                context.buildConstraintViolationWithTemplate(literal(e.getMessage())).addConstraintViolation();
                return false;
            }
        }

        /** The message quotes what the client wrote, which must not be interpolated. */
        private static String literal(String message) {
            return message.replaceAll("([\\\\{}$])", "\\\\$1");
        }
    }
}
