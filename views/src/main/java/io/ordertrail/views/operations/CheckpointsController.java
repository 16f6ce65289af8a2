package io.ordertrail.views.operations;

import io.ordertrail.views.checkpoint.Checkpoints;
import io.ordertrail.views.checkpoint.Checkpoints.Checkpoint;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Checkpoints of views: files on the node that is asked, from which a rebuild asked of the same node can go on. */
@RestController
@Tag(name = "Rebuilds")
class CheckpointsController {

    private final Checkpoints checkpoints;

    CheckpointsController(Checkpoints checkpoints) {
        this.checkpoints = checkpoints;
    }

    @Schema(name = "Checkpoints")
    record Page(List<Checkpoint> items) {
    }

    @GetMapping("/views/{view}/checkpoints")
    @Operation(summary = "The view's checkpoints on this node, latest first")
    Page all(@PathVariable String view) {
        return new Page(checkpoints.of(view));
    }

    @PostMapping("/views/{view}/checkpoints")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Write the live generation with its position into a file of this node; name it as `from` to rebuild from it")
    Checkpoint export(@PathVariable String view) {
        return checkpoints.export(view);
    }
}
