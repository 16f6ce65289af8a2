package io.ordertrail.platform.processors;

import org.axonframework.config.EventProcessingModule;
import org.axonframework.springboot.autoconfig.AxonAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Import;

/** Brings this package to every application that has event processors. */
@AutoConfiguration(after = AxonAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(EventProcessingModule.class)
@Import({LastErrors.class, ProcessorsController.class})
class ProcessorsAutoConfiguration {
}
