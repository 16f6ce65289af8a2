package io.ordertrail.views;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** Brings the machinery to whoever has projections among its beans: each of them is a view that is followed, rebuilt and shown. */
@AutoConfiguration(afterName = "io.ordertrail.platform.mongo.MongoConnection")
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
class ViewsAutoConfiguration {
}
