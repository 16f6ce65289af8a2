package io.ordertrail.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.command.courier.CourierCommand.GoOffDuty;
import io.ordertrail.command.kitchen.TicketCommand.StartPreparing;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.TicketId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Somebody does something at the worst moment, between any two commands of a process: whatever it is, everything ends well. */
class RaceTest {

    private static final Map<String, Consumer<World>> INTERFERENCES = new LinkedHashMap<>(Map.of(
            "cancel", world -> world.cancel("o1"),
            "revise", world -> world.revise("o1", 9, World.OFFICE),
            "revise what the card does not bear", world -> world.revise("o1", 900, null),
            "accept", world -> world.accept("o1"),
            "decline", world -> world.decline("o1"),
            "start cooking", world -> world.tell(new StartPreparing(new TicketId("o1"))),
            "a courier comes", world -> world.courier("c0", 1),
            "the courier goes", world -> world.tell(new GoOffDuty(new CourierId("c1"))),
            "the clock strikes", world -> world.pass(Duration.ofHours(1)),
            "deliver in no time", RaceTest::deliver));

    private static void deliver(World world) {
        world.accept("o1");
        world.cook("o1");
        world.pickUp("o1");
        world.complete("o1");
    }

    @ParameterizedTest
    @MethodSource("io.ordertrail.command.process.Story#turning")
    void anythingAtAnyBoundaryEndsWell(Story story) {
        AtomicInteger boundaries = new AtomicInteger();
        World undisturbed = new World();
        undisturbed.boundary = boundaries::incrementAndGet;
        story.play(undisturbed, 0);
        assertThat(boundaries.get()).isPositive();

        INTERFERENCES.forEach((name, interference) -> {
            for (int at = 1; at <= boundaries.get(); at++) {
                World world = new World();
                world.boundary = interfering(world, interference, at);
                story.play(world, 0);
                check(world, "%s at boundary %d".formatted(name, at));
            }
        });
    }

    private static Runnable interfering(World world, Consumer<World> interference, int at) {
        AtomicInteger passed = new AtomicInteger();
        return () -> {
            if (passed.incrementAndGet() == at) {
                interference.accept(world);
            }
        };
    }

    private static void check(World world, String what) {
        try {
            Endings.check(world);
        } catch (AssertionError e) {
            throw new AssertionError(what, e);
        }
    }
}
