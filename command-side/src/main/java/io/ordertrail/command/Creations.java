package io.ordertrail.command;

import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Makes aggregates, under one {@code Idempotency-Key} only one. What is answered is what the first event says. */
@Component
public class Creations {

    private final Commands commands;
    private final Once once;
    private final FirstEvents made;

    public Creations(Commands commands, Once once, FirstEvents made) {
        this.commands = commands;
        this.once = once;
        this.made = made;
    }

    /**
     * @param key the client's, null if it gave none
     * @param request all that is asked, the operation included: records, and lists of them
     * @param type of the event
     * @param creation the command, for an id
     */
    public <E> E create(String key, Object request, Class<E> type, Function<String, ? extends Creation<E>> creation) {
        return once.answer(key, request, new Deed<>() {

            @Override
            public E perform(String id) {
                Creation<E> command = creation.apply(id);
                commands.<Outcome>send(command);
                return command.event();
            }

            @Override
            public Optional<E> find(String id) {
                return made.of(creation.apply(id).aggregateId(), type);
            }

            @Override
            public boolean isAskedFor(String id, E done) {
                return done.equals(creation.apply(id).event());
            }
        });
    }
}
