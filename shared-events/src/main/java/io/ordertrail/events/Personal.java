package io.ordertrail.events;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What an event says there of a person: its {@linkplain PersonalValue values} are stored encrypted, with the key of whom they tell of. The
 * same types elsewhere in events, such as a restaurant's address, are stored as they are.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Personal {
}
