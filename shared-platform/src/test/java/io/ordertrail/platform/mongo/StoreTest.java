package io.ordertrail.platform.mongo;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** Touches MongoDB: runs on the embedded server, and the build runs it once more on the real one that {@code MONGODB_TEST_URI} names. */
@Tag("store")
@ExtendWith(StoreUnderTest.class)
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface StoreTest {
}
