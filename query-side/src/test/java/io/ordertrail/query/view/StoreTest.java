package io.ordertrail.query.view;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** Touches the view store: runs on the embedded one, and the build runs it once more on the MongoDB that {@code MONGODB_TEST_URI} names. */
@Tag("store")
@ExtendWith(StoreUnderTest.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface StoreTest {
}
