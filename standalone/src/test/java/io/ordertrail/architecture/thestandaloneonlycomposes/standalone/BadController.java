package io.ordertrail.architecture.thestandaloneonlycomposes.standalone;

import org.springframework.web.bind.annotation.RestController;

@RestController
class BadController {
}
