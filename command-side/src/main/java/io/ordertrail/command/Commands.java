package io.ordertrail.command;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.web.Outage;
import io.ordertrail.platform.web.RequestTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Sends a command and waits for its answer: an outcome, or the refusal as the aggregate said it. */
@Component
public class Commands {

    /** For all that one request sends, longer than any healthy command takes; past it the caller is told to try again. */
    private static final Duration BOUND = Duration.ofSeconds(10);

    private final CommandGateway gateway;
    private final List<Outage> outages;
    private final Lane lane;

    @Autowired
    Commands(CommandGateway gateway, List<Outage> outages) {
        this(gateway, outages, Lane.REQUESTS);
    }

    private Commands(CommandGateway gateway, List<Outage> outages, Lane lane) {
        this.gateway = gateway;
        this.outages = outages;
        this.lane = lane;
    }

    /** The same, in the lane that no load of requests fills. */
    public Commands forProcesses() {
        return new Commands(gateway, outages, Lane.PROCESSES);
    }

    /**
     * @throws Refusal as the aggregate refused it, {@code NOT_FOUND} for an unknown aggregate, {@code UNAVAILABLE} if nobody answered in
     *     time, {@code OVERLOADED} if there is too much to do and it was not begun
     */
    public <R> R send(Object command) {
        Duration left = RequestTime.left(BOUND);
        if (left.isZero()) {
            throw Refusal.of(Code.UNAVAILABLE, "There was no time left for it; this step was not begun");
        }
        // With a callback of our own, because the gateway's own logs each refusal as a warning.
        FutureCallback<Object, R> answer = new FutureCallback<>();
        gateway.send(GenericCommandMessage.asCommandMessage(command).andMetaData(Map.of(Lane.KEY, lane.name())), answer);
        try {
            CommandResultMessage<? extends R> result = answer.orTimeout(left.toMillis(), TimeUnit.MILLISECONDS).join();
            if (result.isExceptional()) {
                throw translate(result.exceptionResult());
            }
            return result.getPayload();
        } catch (CompletionException e) {
            throw translate(e.getCause());
        }
    }

    private RuntimeException translate(Throwable failure) {
        if (failure instanceof CommandExecutionException execution
                && execution.getDetails().orElse(null) instanceof Refusal.Reason reason) {
            return new Refusal(reason);
        }
        if (failure instanceof TimeoutException || Outage.isBehind(failure, outages)) {
            return new Refusal(LanedCommandBus.UNKNOWN_OUTCOME);
        }
        return failure instanceof RuntimeException runtime ? runtime : new CompletionException(failure);
    }
}
