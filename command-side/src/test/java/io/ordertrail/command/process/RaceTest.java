package io.ordertrail.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.command.courier.CourierCommand.GoOffDuty;
import io.ordertrail.command.kitchen.TicketCommand.StartPreparing;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.TicketId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Somebody does something at the worst moment, between any two commands of a process: whatever it is, everything ends well. */
class RaceTest {

    private static final Map<String, Consumer<World>> INTERFERENCES = Map.ofEntries(
            entry("cancel", world -> world.cancel("o1")),
            entry("revise", world -> world.revise("o1", 9, World.OFFICE)),
            entry("revise what the limit does not bear", world -> world.revise("o1", 900, null)),
            entry("lower the limit", world -> world.orderLimit("1.00")),
            entry("raise the limit", world -> world.orderLimit("10000.00")),
            entry("accept", world -> world.accept("o1")),
            entry("decline", world -> world.decline("o1")),
            entry("start cooking", world -> world.tell(new StartPreparing(new TicketId("o1")))),
            entry("deliver in no time", RaceTest::deliver),
            entry("a courier comes", world -> world.courier("c0", 1)),
            entry("a courier comes and looks for work at once", RaceTest::courierLooksForWork),
            entry("the courier goes", world -> world.tell(new GoOffDuty(new CourierId("c1")))),
            entry("the clock strikes", world -> world.pass(Duration.ofHours(1))));

    private static Map.Entry<String, Consumer<World>> entry(String name, Consumer<World> interference) {
        return Map.entry(name, interference);
    }

    private static void courierLooksForWork(World world) {
        int before = world.recorded().size();
        world.courier("c0", 1);
        List.copyOf(world.recorded().subList(before, world.recorded().size())).forEach(world::handleEarly);
    }

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
