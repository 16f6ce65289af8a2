package io.ordertrail.platform.parking;

import io.ordertrail.platform.supervision.Supervised;
import io.ordertrail.platform.supervision.Supervisor;
import io.ordertrail.platform.time.ForwardClock;
import io.ordertrail.platform.web.Outage;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.springframework.context.SmartLifecycle;

/**
 * Gives a processor its parking: what it cannot handle is put aside, and one loop on each node on which the processor runs tries again what
 * is due. The loop starts last of all and ends first, because handlers need the command bus.
 */
public class Parking implements SmartLifecycle {

    private final ParkedEventRepository repository;
    private final Trouble trouble;
    private final ForwardClock clock;
    private final Duration polling;
    private final Supervisor supervisor;
    private final Tally tally = new Tally();
    private Retries retries;
    private Supervised looking;

    /** @param polling how often to look for what is due */
    public Parking(ParkedEventRepository repository, Collection<Outage> outages, Clock clock, Duration polling,
            Supervisor supervisor) {
        this.repository = repository;
        this.trouble = new Trouble(outages);
        this.clock = new ForwardClock(clock, System::nanoTime);
        this.polling = polling;
        this.supervisor = supervisor;
    }

    /** The same handlers, to be given to that processor. One processor has a parking. */
    public EventHandlerInvoker around(EventHandlerInvoker handlers, SequencingPolicy<? super EventMessage<?>> sequences, String processor,
            Configuration axon) {
        ParkingInvoker invoker = new ParkingInvoker(handlers, sequences, repository, trouble, clock, axon.eventSerializer(), tally);
        retries = new Retries(invoker, repository, trouble, clock, processor, axon);
        return invoker;
    }

    Tally tally() {
        return tally;
    }

    @Override
    public synchronized void start() {
        if (looking == null && retries != null) {
            looking = supervisor.every("parked-events", polling, retries::look);
        }
    }

    @Override
    public synchronized void stop() {
        if (looking != null) {
            looking.close();
            looking = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return looking != null;
    }
}
