package io.ordertrail.platform.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks an operation, or one version of it, that will go: its answers say so, and so does the API document. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Deprecation {

    /** RFC 9745: since when nobody should begin to use it. */
    String HEADER = "Deprecation";

    /** RFC 8594: when it will have gone. */
    String SUNSET = "Sunset";

    /** An ISO-8601 instant. */
    String since();

    /** An ISO-8601 instant, not before {@link #since}. */
    String sunset();

    /** Where it is told what to do instead: an address. */
    String link();
}
