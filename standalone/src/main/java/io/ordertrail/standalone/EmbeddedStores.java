package io.ordertrail.standalone;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The embedded stores by themselves: for the standalone application, and for benchmarks that need one side only. */
@Configuration(proxyBeanMethods = false)
@Import({DataFolder.class, EmbeddedDatabase.class, EmbeddedEventStore.class, EmbeddedMasterKey.class, EmbeddedViewStore.class})
public class EmbeddedStores {
}
