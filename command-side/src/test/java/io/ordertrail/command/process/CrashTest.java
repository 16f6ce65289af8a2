package io.ordertrail.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.EventMessage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The node dies, or an event comes again: wherever that happens in a story, its ending is the same. */
class CrashTest {

    @ParameterizedTest
    @MethodSource("io.ordertrail.command.process.Story#all")
    void crashAtAnyBoundaryChangesNothing(Story story) {
        AtomicInteger boundaries = new AtomicInteger();
        World undisturbed = new World();
        undisturbed.boundary = boundaries::incrementAndGet;
        story.play(undisturbed, 0);

        for (int at = 1; at <= boundaries.get(); at++) {
            for (int eventsLost : new int[] {0, 9}) {
                World world = new World();
                world.boundary = crashing(at);
                story.play(world, eventsLost);
                assertSame(world, undisturbed, "crash at boundary %d, %d events lost".formatted(at, eventsLost));
            }
        }
        assertThat(boundaries.get()).isPositive();
    }

    private static Runnable crashing(int at) {
        AtomicInteger passed = new AtomicInteger();
        return () -> {
            if (passed.incrementAndGet() == at) {
                throw new Crash();
            }
        };
    }

    @ParameterizedTest
    @MethodSource("io.ordertrail.command.process.Story#all")
    void everyEventTwiceChangesNothing(Story story) {
        World world = new World();
        story.steps().forEach(step -> {
            step.accept(world);
            while (world.handled() < world.recorded().size()) {
                world.handle(world.recorded().get(world.handled()));
                world.handleNext();
            }
        });

        assertSame(world, story.played(), "every event twice");
    }

    @ParameterizedTest
    @MethodSource("io.ordertrail.command.process.Story#all")
    void anyEventAgainAfterTheEndMakesNoEvent(Story story) {
        World world = story.played();
        int ended = world.recorded().size();

        for (EventMessage<?> event : List.copyOf(world.recorded())) {
            world.handle(event);
            assertThat(world.recorded().subList(ended, world.recorded().size())).as("caused by a late %s", event.getPayload()).isEmpty();
        }
        Endings.check(world);
    }

    @ParameterizedTest
    @MethodSource("io.ordertrail.command.process.Story#turning")
    void anyEventAgainAtAnyLaterMomentChangesNothing(Story story) {
        World undisturbed = story.played();
        int events = undisturbed.recorded().size();
        for (int repeated = 0; repeated < events; repeated++) {
            for (int after = repeated + 1; after < events; after++) {
                World world = new World();
                int again = repeated;
                int moment = after;
                story.steps().forEach(step -> {
                    step.accept(world);
                    while (world.handled() < world.recorded().size()) {
                        world.handleNext();
                        if (world.handled() == moment) {
                            world.handle(world.recorded().get(again));
                        }
                    }
                });
                assertSame(world, undisturbed, "%s again after event %d".formatted(world.recorded().get(again).getPayload(), moment));
            }
        }
    }

    private static void assertSame(World world, World undisturbed, String disturbance) {
        assertThat(world.picture()).as(disturbance).hasToString(undisturbed.picture().toString());
        Endings.check(world);
    }
}
