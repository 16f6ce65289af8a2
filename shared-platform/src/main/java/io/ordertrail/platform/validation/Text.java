package io.ordertrail.platform.validation;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A text of 1…200 characters, not blank, without control characters. Null passes: say {@code @NotNull} where it is required. */
@Size(min = 1, max = 200, message = "must have 1 to 200 characters")
@Pattern(regexp = "[^\\p{Cntrl}\\u0080-\\u009f]*", message = "must not contain control characters")
@Pattern(regexp = "(?s).*\\S.*|", message = "must not be blank")
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.TYPE_USE, ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Text {

    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
