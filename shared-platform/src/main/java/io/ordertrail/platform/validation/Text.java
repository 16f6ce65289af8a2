package io.ordertrail.platform.validation;

import jakarta.validation.Constraint;
import jakarta.validation.OverridesAttribute;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A text of 1…200 characters (or {@link #max}), not blank, without control characters and without unpaired surrogates, which no UTF-8 can hold. Null passes:
 * say {@code @NotNull} where it is required.
 */
@Size(min = 1, message = "must have 1 to {max} characters")
@Pattern(regexp = "[^\\p{Cntrl}\\u0080-\\u009f\\p{Cs}]*", message = "must not contain control or half characters")
@Pattern(regexp = "(?s).*[^\\s\\p{Z}].*|", message = "must not be blank")
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.TYPE_USE, ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Text {

    @OverridesAttribute(constraint = Size.class, name = "max")
    int max() default 200;

    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
