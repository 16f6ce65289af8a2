package io.ordertrail.command.restaurant;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.ZoneId;
import java.util.Set;

/** An id of the IANA time zone database, such as {@code Europe/Vienna}; a bare offset would not follow daylight saving. Null passes. */
@Constraint(validatedBy = TimeZoneId.Check.class)
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@interface TimeZoneId {

    String message() default "must be an IANA time zone id, such as Europe/Vienna";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    class Check implements ConstraintValidator<TimeZoneId, String> {

        private static final Set<String> KNOWN = ZoneId.getAvailableZoneIds();

        @Override
        public boolean isValid(String id, ConstraintValidatorContext context) {
            return id == null || KNOWN.contains(id);
        }
    }
}
