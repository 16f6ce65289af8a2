package io.ordertrail.platform.validation;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A text of 1…200 characters (or {@link #max}), counted as people and JSON Schema count them: a character beyond Unicode's first plane is one,
 * though Java has two {@code char}s for it. Not blank, without control characters and without unpaired surrogates, which no UTF-8 can hold.
 * Null passes: say {@code @NotNull} where it is required.
 */
@Pattern(regexp = "[^\\p{Cntrl}\\u0080-\\u009f\\p{Cs}]*", message = "must not contain control or half characters")
@Pattern(regexp = "(?s).*[^\\s\\p{Z}].*|", message = "must not be blank")
@Constraint(validatedBy = Text.Length.class)
@Target({ElementType.FIELD, ElementType.TYPE_USE, ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Text {

    int max() default MOST;

    String message() default "must have 1 to {max} characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** If nothing else is said. */
    int MOST = 200;

    /** Each character once. */
    class Length implements ConstraintValidator<Text, String> {

        private int max;

        @Override
        public void initialize(Text constraint) {
            max = constraint.max();
        }

        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            return text == null || !text.isEmpty() && text.codePointCount(0, text.length()) <= max;
        }
    }
}
