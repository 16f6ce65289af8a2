package io.ordertrail.command.partner;

import io.ordertrail.platform.subscription.Answer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A partner for trying out: does nothing but remember the last of what it was told, and say in the log that it was. */
final class RecordingPartner implements Partner {

    private static final Logger LOG = LoggerFactory.getLogger(RecordingPartner.class);
    private static final int MOST = 100;
    private static final int OK = 200;

    private final String name;
    private final Deque<Message> told = new ArrayDeque<>();

    RecordingPartner(String name) {
        this.name = name;
    }

    @Override
    public Answer tell(Message message) {
        synchronized (told) {
            told.addLast(message);
            if (told.size() > MOST) {
                told.removeFirst();
            }
        }
        LOG.info("{} would be told: {}", name, message);
        return Answer.of(OK);
    }

    /** The latest last. */
    List<Message> told() {
        synchronized (told) {
            return List.copyOf(told);
        }
    }
}
