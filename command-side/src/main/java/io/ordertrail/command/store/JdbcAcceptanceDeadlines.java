package io.ordertrail.command.store;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.ordertrail.command.process.AcceptanceDeadlines;
import io.ordertrail.events.TicketId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.springframework.context.SmartLifecycle;

/**
 * Alarms as one-time tasks of db-scheduler, a row each, gone when the alarm has rung. It rings last of all that starts and falls silent
 * first, because it needs the command bus.
 */
class JdbcAcceptanceDeadlines implements AcceptanceDeadlines, SmartLifecycle {

    private static final int THREADS = 2;
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration SHUTDOWN = Duration.ofSeconds(10);
    /** After kill -9, an alarm that was just ringing rings again as soon as four of these are missed. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    private static final int MISSED_HEARTBEATS = 4;

    /** Its columns keep the zone; said, because otherwise the database is asked and a warning is logged. */
    private static final JdbcCustomization DIALECT = new DefaultJdbcCustomization(false);

    private final DataSource dataSource;
    private final OneTimeTask<Void> task;
    private final Clock clock;
    private final Duration polling;
    private final SchedulerClient client;
    private Scheduler scheduler;

    JdbcAcceptanceDeadlines(CommandTables tables, Alarm alarm, Clock clock, Duration polling) {
        this.dataSource = tables.dataSource();
        this.clock = clock;
        this.polling = polling;
        task = Tasks.oneTime("acceptance-deadline")
                .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY))
                .execute((instance, context) -> alarm.ring(new TicketId(instance.getId()), context.getExecution().getExecutionTime()));
        client = SchedulerClient.Builder.create(dataSource, task).jdbcCustomization(DIALECT).build();
    }

    @Override
    public void set(TicketId ticket, Instant acceptBy) {
        client.scheduleIfNotExists(task.instance(ticket.value()), acceptBy);
    }

    /** A scheduler that was stopped cannot start again: each start makes its own. */
    @Override
    public synchronized void start() {
        if (scheduler == null) {
            scheduler = Scheduler.create(dataSource, task)
                    .threads(THREADS)
                    .pollingInterval(polling)
                    .heartbeatInterval(HEARTBEAT)
                    .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                    .shutdownMaxWait(SHUTDOWN)
                    .schedulerName(new SchedulerName.Fixed("acceptance-deadlines"))
                    .failureLogging(LogLevel.WARN, false)
                    .jdbcCustomization(DIALECT)
                    .clock(clock::instant)
                    .build();
            scheduler.start();
        }
    }

    @Override
    public synchronized void stop() {
        if (scheduler != null) {
            scheduler.stop();
            scheduler = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return scheduler != null;
    }
}
