package io.ordertrail.views.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class ViewsReadinessTest {

    private final Set<String> building = new TreeSet<>(Set.of("sales", "orders"));
    private final ViewsReadiness readiness = new ViewsReadiness(() -> building);

    @Test
    void whileAViewIsBeingBuiltTheNodeIsNotReadyAndSaysWhichItIs() {
        assertThat(readiness.done()).isFalse();
        Health health = readiness.health();
        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getDetails().get("building")).hasToString("[orders, sales]");
    }

    @Test
    void whenAllAreThereItIs() {
        building.clear();
        assertThat(readiness.done()).isTrue();
        assertThat(readiness.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void aLineTellsOfTheOneThatIsFurthestBehind() {
        assertThat(BuildingLine
                .line(List.of(new BuildingLine.Built("orders", 900, 1000, 3.0), new BuildingLine.Built("sales", 250, 1000, 41.6)), 16))
                .isEqualTo("2 of 16 views are being built; furthest behind is sales, at event 250 of 1000, about 42 s to go");
        assertThat(BuildingLine.line(List.of(new BuildingLine.Built("orders", 0, 0, null)), 16))
                .isEqualTo("1 of 16 views is being built; furthest behind is orders, at event 0 of 0");
    }
}
