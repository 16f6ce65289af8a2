package io.ordertrail.platform.web;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The least application that the platform can be tried in. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(SampleController.class)
class SampleApplication {
}
