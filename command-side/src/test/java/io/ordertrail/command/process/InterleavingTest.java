package io.ordertrail.command.process;

import io.ordertrail.command.accounting.AccountCommand.DisableAccount;
import io.ordertrail.command.accounting.AccountCommand.EnableAccount;
import io.ordertrail.command.courier.CourierCommand.GoOffDuty;
import io.ordertrail.command.courier.CourierCommand.GoOnDuty;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.CourierId;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several orders and few couriers, everybody doing anything at any time, processes running side by side, dying and repeating themselves. */
class InterleavingTest {

    private static final int ROUNDS = Integer.getInteger("ordertrail.test.rounds", 20);
    private static final int STEPS = 400;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whateverHappensEverythingEndsWell(long series) {
        for (int round = 0; round < ROUNDS; round++) {
            long seed = series * 1_000_000 + round;
            try {
                play(new Random(seed));
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private static void play(Random random) {
        World world = new World();
        Interleaving interleaving = new Interleaving(world, random);
        world.consumer(random.nextBoolean() ? null : "60.00");
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(40)) {
                case 0 -> interleaving.repeatSomething();
                case 1 -> interleaving.crashSomeone();
                case 2, 3, 4, 5, 6, 7, 8, 9, 10 -> any(PEOPLE, random).accept(world, "o" + random.nextInt(4), random);
                case 11 -> any(MANAGERS, random).accept(world);
                default -> interleaving.step();
            }
        }
        interleaving.rest();
        Endings.check(world);
        world.passSilently(Duration.ofHours(1));
        interleaving.rest();
        Endings.check(world);
    }

    private interface Deed {
        void accept(World world, String order, Random random);
    }

    private static final List<Deed> PEOPLE = List.of(
            (world, order, random) -> world.place(order),
            (world, order, random) -> world.place(order),
            (world, order, random) -> world.accept(order),
            (world, order, random) -> world.accept(order),
            (world, order, random) -> world.accept(order),
            (world, order, random) -> world.decline(order),
            (world, order, random) -> world.cook(order),
            (world, order, random) -> world.cook(order),
            (world, order, random) -> world.pickUp(order),
            (world, order, random) -> world.pickUp(order),
            (world, order, random) -> world.complete(order),
            (world, order, random) -> world.fail(order),
            (world, order, random) -> world.cancel(order),
            (world, order, random) -> world.revise(order, random.nextInt(10), random.nextBoolean() ? World.OFFICE : World.HOME),
            (world, order, random) -> world.revise(order, random.nextInt(10), null));

    private static final List<Consumer<World>> MANAGERS = List.of(
            world -> world.courier("c1", 1),
            world -> world.courier("c2", 2),
            world -> world.tell(new GoOffDuty(new CourierId("c1"))),
            world -> world.tell(new GoOffDuty(new CourierId("c2"))),
            world -> world.tell(new GoOnDuty(new CourierId("c2"))),
            world -> world.cardLimit("120.00"),
            world -> world.cardLimit("300.00"),
            world -> world.tell(new DisableAccount(AccountId.of(World.CONSUMER))),
            world -> world.tell(new EnableAccount(AccountId.of(World.CONSUMER))),
            world -> world.orderLimit("40.00"),
            world -> world.orderLimit("60.00"),
            world -> world.passSilently(Duration.ofMinutes(6)));

    private static <T> T any(List<T> things, Random random) {
        return things.get(random.nextInt(things.size()));
    }
}
