package io.ordertrail.query;

import static io.ordertrail.platform.serialization.GoldenEvents.FIRST_CANCELLED;
import static io.ordertrail.platform.serialization.GoldenEvents.FIRST_DELIVERED;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.events.EventTypes;
import io.ordertrail.platform.serialization.GoldenEvents;
import io.ordertrail.query.event.EventRendering;
import io.ordertrail.query.event.EventRenderings;
import io.ordertrail.views.history.History;
import io.ordertrail.views.projection.Folded;
import io.ordertrail.views.projection.Projection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.serialization.Revision;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.type.filter.AssignableTypeFilter;

/** The kind: a view that can no longer be built from what was stored years ago, or comes out different. */
class GoldenViewsTest {

    /** What the later revisions have added, and the earlier ones cannot tell; an event's own id is drawn anew here each time. */
    private static final String[] LATER = {".*reference", ".*\\bid", ".*payload", ".*revision", ".*deliveryVersion", ".*orderVersion"};

    @Test
    void whatWasStoredInTheFirstRevisionsMakesTheSameViews() {
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            ClassPathBeanDefinitionScanner scan = new ClassPathBeanDefinitionScanner(context, false);
            scan.addIncludeFilter(new AssignableTypeFilter(Projection.class));
            scan.scan("io.ordertrail.query");
            context.registerBean(EventRendering.class, EventRenderings::rendering);
            context.refresh();
            Map<String, Projection<?>> projections = context.getBeansOfType(Projection.class).values().stream()
                    .map(projection -> (Projection<?>) projection).filter(GoldenViewsTest::isNoTests)
                    .collect(Collectors.toMap(Projection::view, Function.identity()));

            assertThat(projections).hasSizeGreaterThan(12);
            projections.forEach((view, projection) -> {
                for (List<String> life : List.of(FIRST_DELIVERED, FIRST_CANCELLED)) {
                    Map<String, ?> documents = Folded.by(projection, History.of().then(GoldenEvents.read(life)));

                    assertThat(documents).as(view).usingRecursiveComparison().ignoringFieldsMatchingRegexes(LATER)
                            .isEqualTo(Folded.by(projection, History.of().then(GoldenEvents.read(newest(life)))));
                    assertThat(documents.isEmpty()).as("%s is for other events", view)
                            .isEqualTo(life == FIRST_CANCELLED && view.startsWith("courier"));
                }
            });
        }
    }

    private static boolean isNoTests(Projection<?> projection) {
        return projection.getClass().getProtectionDomain().getCodeSource().getLocation()
                .equals(EventRendering.class.getProtectionDomain().getCodeSource().getLocation());
    }

    private static List<String> newest(List<String> life) {
        return life.stream().map(file -> file.split("\\.")[0])
                .map(type -> type + "." + EventTypes.byName().get(type).getAnnotation(Revision.class).value()).toList();
    }
}
