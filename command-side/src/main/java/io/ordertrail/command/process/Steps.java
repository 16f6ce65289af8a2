package io.ordertrail.command.process;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.ordertrail.command.Commands;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends a process's commands, in their own lane. A refusal that the step names is an answer, and the step decides what follows. Any other is
 * a mistake of ours: it is counted, said, and thrown, and the event comes again. A failure (no answer in time, a store that is down) is no
 * refusal: it is thrown, and the event comes again.
 */
@Component
public class Steps {

    private static final Logger LOG = LoggerFactory.getLogger(Steps.class);

    private final Commands commands;
    private final Map<Code, Counter> unexpected;

    Steps(Commands commands, MeterRegistry meters) {
        this.commands = commands.forProcesses();
        // From the start, for nobody could tell the first of a series that begins with it.
        this.unexpected = Arrays.stream(Code.values()).filter(code -> !code.isFailure()).collect(Collectors.toMap(code -> code,
                code -> Counter.builder("ordertrail.processes.refusals").description("Refusals that a process's step did not expect")
                        .tag("code", code.name()).register(meters)));
    }

    /** Sends what nobody may refuse. */
    public void take(Object command) {
        this.<Object>ask(command);
    }

    /** Asks what nobody may refuse to tell. */
    public <R> R ask(Object question) {
        try {
            return commands.send(question);
        } catch (Refusal refusal) {
            throw told(question, refusal);
        }
    }

    /**
     * Sends what may be refused.
     *
     * @param first a refusal that the step knows what to do about
     * @param others further ones
     */
    public Answer attempt(Object command, Code first, Code... others) {
        Set<Code> expected = EnumSet.of(first, others);
        try {
            return new Answer(commands.send(command), null);
        } catch (Refusal refusal) {
            if (expected.contains(refusal.code())) {
                return new Answer(null, refusal);
            }
            throw told(command, refusal);
        }
    }

    /** Sends what may have been done already: an aggregate that is further on says {@code INVALID_STATE}, and that is fine. */
    public Answer settle(Object command) {
        return attempt(command, Code.INVALID_STATE);
    }

    private Refusal told(Object command, Refusal refusal) {
        if (!refusal.isFailure()) {
            unexpected.get(refusal.code()).increment();
            LOG.warn("{} was refused, which its step did not expect: {}", command.getClass().getSimpleName(), refusal.getMessage());
        }
        return refusal;
    }
}
