package io.ordertrail.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.command.accounting.AccountCommand.CompleteRefund;
import io.ordertrail.command.accounting.AccountCommand.FailRefund;
import io.ordertrail.command.accounting.AccountCommand.RequestRefund;
import io.ordertrail.command.kitchen.TicketCommand.UndoTicketCancellation;
import io.ordertrail.events.TicketEvent.TicketCancellationUndone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every step of every process, in every situation that a story brings it into, is interrupted by everything that anybody can do then, and by
 * all events that follow; it goes on with what it had read before. Whatever it is, everything ends well. Steps, situations, deeds and events
 * are not listed here, but found.
 */
class RaceTest {

    /** Who is at work while the step is interrupted. */
    private enum Meanwhile {

        /** Nobody handles what is done before the step goes on. */
        NOBODY(world -> {
        }),
        /** All other sequences, until they rest; what is in the step's own sequence waits. */
        OTHER_SEQUENCES(World::restBeside),
        /** A node that has taken over the step's sequence, too: it handles the same event again, and all that follow. */
        ANOTHER_NODE(World::rest);

        private final Consumer<World> work;

        Meanwhile(Consumer<World> work) {
            this.work = work;
        }
    }

    /** A story with those of its boundaries at which a step stands in a situation that no story before has brought it into. */
    record Turns(Story story, List<Integer> boundaries) {

        @Override
        public String toString() {
            return "%s (%d)".formatted(story, boundaries.size());
        }
    }

    private static final Set<String> STEPS = new HashSet<>();
    private static final List<Turns> TURNS = turns();
    private static final List<Deed> DEEDS = Deed.all();

    private static List<Turns> turns() {
        Set<String> situations = new HashSet<>();
        return Story.all().map(story -> {
            List<Integer> boundaries = new ArrayList<>();
            AtomicInteger passed = new AtomicInteger();
            World world = new World();
            world.boundary = () -> {
                passed.incrementAndGet();
                STEPS.add(world.step());
                if (situations.add(world.step() + world.picture())) {
                    boundaries.add(passed.get());
                }
            };
            story.play(world, 0);
            return new Turns(story, boundaries);
        }).filter(turns -> !turns.boundaries.isEmpty()).toList();
    }

    static Stream<Turns> stories() {
        return TURNS.stream();
    }

    @ParameterizedTest
    @MethodSource("stories")
    void anythingAtAnyStepEndsWell(Turns turns) {
        List<String> failures = new ArrayList<>();
        for (int boundary : turns.boundaries) {
            for (Deed deed : DEEDS) {
                Play play = new Play(turns.story, boundary, deed);
                for (Meanwhile meanwhile : Meanwhile.values()) {
                    if (play.isPossible) {
                        play.with(meanwhile).ifPresent(failures::add);
                    }
                }
            }
        }
        assertThat(String.join("\n", failures)).isEmpty();
    }

    /** A story that is interrupted once. */
    private static final class Play {

        private final Story story;
        private final int boundary;
        private final Deed deed;
        /** Whether the deed is more than a refusal there. */
        private boolean isPossible = true;

        Play(Story story, int boundary, Deed deed) {
            this.story = story;
            this.boundary = boundary;
            this.deed = deed;
        }

        /** What does not end well. */
        Optional<String> with(Meanwhile meanwhile) {
            World world = new World();
            AtomicInteger passed = new AtomicInteger();
            StringBuilder what = new StringBuilder();
            world.boundary = () -> {
                if (passed.incrementAndGet() == boundary) {
                    world.boundary = World::nothing;
                    what.append("%s, %s at work, %s (boundary %d): ".formatted(deed, meanwhile, world.step(), boundary));
                    interrupt(world, meanwhile);
                }
            };
            try {
                story.play(world, 0);
                world.pass(Duration.ZERO);
                world.rest();
                Endings.check(world);
            } catch (NothingNew e) {
                return Optional.empty();
            } catch (RuntimeException | AssertionError e) {
                return Optional.of(what.append(e).toString());
            }
            return Optional.empty();
        }

        private void interrupt(World world, Meanwhile meanwhile) {
            int events = world.recorded().size();
            deed.deed().accept(world);
            isPossible = deed == Deed.NOTHING || world.recorded().size() > events;
            int before = world.handledSoFar();
            meanwhile.work.accept(world);
            if (!isPossible || world.handledSoFar() == before && (deed == Deed.NOTHING || meanwhile != Meanwhile.NOBODY)) {
                throw new NothingNew();
            }
        }
    }

    /** Ends a play that would be another one over again. */
    private static final class NothingNew extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    @Test
    void everyHandlerOfEveryProcessIsOnStage() {
        Set<String> handlers = new World().processes()
                .flatMap(process -> Arrays.stream(process.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(EventHandler.class))
                        .flatMap(method -> leaves(method.getParameterTypes()[0]).map(event -> World.handlerOf(process, event))))
                .collect(Collectors.toSet());
        // The account never refuses to reverse what the kitchen has not begun to cook.
        handlers.remove(World.handlerOf(AcceptanceDeadlineProcess.class, TicketCancellationUndone.class));

        assertThat(STEPS.stream().map(step -> step.split(" before ")[0]).collect(Collectors.toSet())).containsAll(handlers);
    }

    private static Stream<Class<?>> leaves(Class<?> event) {
        return event.isSealed() ? Arrays.stream(event.getPermittedSubclasses()).flatMap(RaceTest::leaves) : Stream.of(event);
    }

    @Test
    void everyCommandIsSomeonesToGive() {
        Set<String> sent = STEPS.stream().map(step -> step.split(" before ")[1]).collect(Collectors.toSet());
        Deed.known().forEach(command -> sent.add(command.getSimpleName()));
        // Only if the account refused to reverse what the kitchen has not begun to cook, which it never does.
        sent.add(UndoTicketCancellation.class.getSimpleName());
        // A partner's, of money whose payment has ended: no step asks for what they note.
        Stream.of(RequestRefund.class, CompleteRefund.class, FailRefund.class).map(Class::getSimpleName).forEach(sent::add);

        assertThat(sent).containsAll(Deed.commands().map(Class::getSimpleName).toList());
    }
}
