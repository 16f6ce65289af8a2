package io.ordertrail.views.operations;

import io.ordertrail.platform.actions.ActionsNoted;
import io.ordertrail.views.healing.Healing;
import io.ordertrail.views.healing.Healing.Healed;
import io.ordertrail.views.healing.Healing.ParkedDocument;
import io.ordertrail.views.projection.Parked;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Documents that could not be folded on: listed, and healed one by one. A document's id may have slashes, so it comes in the body. */
@RestController
@Tag(name = "Rebuilds")
class ParkedController {

    private static final int LISTED = 1_000;

    private final Healing healing;

    ParkedController(Healing healing) {
        this.healing = healing;
    }

    @Schema(name = "ParkedDocuments")
    record Page(List<ParkedDocument> items) {
    }

    record Patient(@NotBlank String id) {
    }

    record Patients(@NotNull Parked.Category category) {
    }

    /** @param parked why it stands still even so, null if it is well */
    record Outcome(String id, boolean healed, ParkedDocument parked) {
    }

    @GetMapping("/views/{view}/parked")
    @Operation(
            summary = "Documents of a view that could not be folded on, with the event and the error, or that could not be read; at most 1,000")
    Page parked(@PathVariable String view) {
        return new Page(healing.parked(view, LISTED));
    }

    @PostMapping("/views/{view}/parked/heal")
    @Operation(summary = "Fold one document, parked or not, anew from the streams of its aggregates",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(mediaType = "application/json",
                    examples = @ExampleObject("{\"id\":\"01KAV9Z5N3Q8T6M2X4R7W0Y1BC\"}"))))
    Outcome heal(@PathVariable String view, @Valid @RequestBody Patient patient) {
        ParkedDocument parked = healing.heal(view, patient.id).orElse(null);
        ActionsNoted.observed(
                parked == null ? "%s is well".formatted(patient.id) : "%s stands still: %s".formatted(patient.id, parked.error()));
        return new Outcome(patient.id, parked == null, parked);
    }

    @PostMapping("/views/{view}/parked/heal-all")
    @Operation(summary = "Fold all parked documents of one category anew, at most 1,000",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(mediaType = "application/json",
                    examples = @ExampleObject("{\"category\":\"CANNOT_BE_READ\"}"))))
    Healed healAll(@PathVariable String view, @Valid @RequestBody Patients patients) {
        Healed outcome = healing.healAll(view, patients.category, LISTED);
        ActionsNoted.observed("%d are well, %d stand still".formatted(outcome.healed(), outcome.left()));
        return outcome;
    }
}
