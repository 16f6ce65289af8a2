package io.ordertrail.views.operations;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.views.following.ViewStatus;
import io.ordertrail.views.following.Views;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Consistency tokens are checked and otherwise without meaning here: what is shown is how far the views are, not what they hold. */
@RestController
@Tag(name = "Operations")
class ViewsController {

    private static final String VIEW = """
            {"name":"order-history","processor":"order-history","generation":1,"position":1234,"lagEvents":0,"lagSeconds":0.0,
             "segments":[{"id":0,"node":"4711@host","position":1234,"caughtUp":true,"error":null}],"parked":0,"state":"FOLLOWING"}""";

    private final Views views;

    ViewsController(Views views) {
        this.views = views;
    }

    record AllViews(List<ViewStatus> views) {
    }

    @GetMapping("/views")
    @Operation(summary = "How every view stands")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AllViews.class),
            examples = @ExampleObject("{\"views\":[" + VIEW + "]}")))
    AllViews all(List<ConsistencyToken> tokens) {
        return new AllViews(views.status());
    }

    @GetMapping("/views/{view}")
    @Operation(summary = "How one view stands")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ViewStatus.class),
            examples = @ExampleObject(VIEW)))
    ViewStatus one(@PathVariable String view, List<ConsistencyToken> tokens) {
        return views.status(view).orElseThrow(() -> Refusal.notFound("view", view));
    }
}
