package io.ordertrail.command.store;

import com.mongodb.client.MongoClient;
import io.ordertrail.command.process.AcceptanceDeadlines;
import io.ordertrail.events.TicketId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.server.JobActivator;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.nosql.mongo.MongoDBStorageProvider;
import org.jobrunr.utils.mapper.jackson3.Jackson3JsonMapper;
import org.springframework.context.SmartLifecycle;

/** Alarms as jobs of JobRunr, shared by all nodes: one of them takes each job. A ticket's job has an id made from the ticket's, so there is one. */
class MongoAcceptanceDeadlines implements AcceptanceDeadlines, SmartLifecycle {

    private static final int THREADS = 2;
    /** JobRunr looks no more often: so much later than its time an alarm may ring. */
    private static final Duration POLLING = Duration.ofSeconds(5);

    private final StorageProvider jobs;
    private final JobRequestScheduler scheduler;
    private final JobActivator handlers;
    private BackgroundJobServer server;

    MongoAcceptanceDeadlines(MongoClient client, String database, Alarm alarm) {
        Jackson3JsonMapper mapper = new Jackson3JsonMapper();
        jobs = new MongoDBStorageProvider(client, database, "command_");
        jobs.setJobMapper(new org.jobrunr.jobs.mappers.JobMapper(mapper));
        scheduler = new JobRequestScheduler(jobs);
        handlers = new Handlers(alarm);
    }

    /** What is stored of an alarm: its ticket and when it is due. */
    public record RingForTicket(String ticket, Instant due) implements JobRequest {

        @Override
        public Class<? extends JobRequestHandler<RingForTicket>> getJobRequestHandler() {
            return Ringing.class;
        }
    }

    /** Rings when JobRunr says so, which calls it by reflection: it must be public. */
    public record Ringing(Alarm alarm) implements JobRequestHandler<RingForTicket> {

        @Override
        public void run(RingForTicket request) {
            alarm.ring(new TicketId(request.ticket()), request.due());
        }
    }

    private record Handlers(Alarm alarm) implements JobActivator {

        @Override
        public <T> T activateJob(Class<T> type) {
            return type.cast(new Ringing(alarm));
        }
    }

    @Override
    public void set(TicketId ticket, Instant acceptBy) {
        UUID id = UUID.nameUUIDFromBytes(ticket.toString().getBytes(StandardCharsets.UTF_8));
        scheduler.schedule(id, acceptBy, new RingForTicket(ticket.value(), acceptBy));
    }

    /** A server that was stopped is not started again: each start makes its own. */
    @Override
    public synchronized void start() {
        if (server == null) {
            server = new BackgroundJobServer(jobs, new Jackson3JsonMapper(), handlers,
                    BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                            .andPollInterval(POLLING)
                            .andWorkerCount(THREADS));
            server.start();
        }
    }

    @Override
    public synchronized void stop() {
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return server != null;
    }
}
