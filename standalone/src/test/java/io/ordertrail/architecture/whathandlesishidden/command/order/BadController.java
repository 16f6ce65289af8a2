package io.ordertrail.architecture.whathandlesishidden.command.order;

import org.springframework.web.bind.annotation.RestController;

@RestController
public class BadController {
}
