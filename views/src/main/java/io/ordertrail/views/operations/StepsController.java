package io.ordertrail.views.operations;

import io.ordertrail.views.rebuild.Stepping;
import io.ordertrail.views.rebuild.verify.DocumentSteps;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Shows how one document comes to what it says. */
@RestController
@Tag(name = "Rebuilds")
class StepsController {

    private final Stepping stepping;

    StepsController(Stepping stepping) {
        this.stepping = stepping;
    }

    @GetMapping("/views/{view}/documents/{id}/steps")
    @Operation(summary = "Fold one document anew, event by event, and compare it with what is stored; nothing is changed")
    DocumentSteps steps(@PathVariable String view, @PathVariable String id) {
        return stepping.steps(view, id);
    }
}
