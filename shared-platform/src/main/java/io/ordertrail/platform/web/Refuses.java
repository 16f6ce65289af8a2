package io.ordertrail.platform.web;

import io.ordertrail.platform.refusal.Code;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The codes with which an operation says no, beside those that every operation of its kind has: for the API document. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Refuses {

    Code[] value();
}
