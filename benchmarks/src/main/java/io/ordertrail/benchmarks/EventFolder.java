package io.ordertrail.benchmarks;

import io.ordertrail.standalone.EmbeddedStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.util.FileSystemUtils;

/** Folders of the embedded event store, each with one history, made once and kept for all further runs. */
final class EventFolder {

    private static final Logger LOG = LoggerFactory.getLogger(EventFolder.class);
    private static final int EVENTS_PER_TRANSACTION = 5_000;

    /** The embedded stores and nothing that reads or follows. */
    @SpringBootConfiguration
    @EnableAutoConfiguration(excludeName = "io.ordertrail.views.ViewsAutoConfiguration")
    @Import(EmbeddedStores.class)
    static class Stores {
    }

    private EventFolder() {
    }

    /** The folder that holds a history; made if it is not there. */
    static Path of(Path cache, History history) {
        return of(cache, history.folder(), () -> new Trade(history));
    }

    /**
     * The folder of that name; made of these events if it is not there.
     *
     * @param more settings by which they are stored
     */
    static Path of(Path cache, String name, Supplier<Iterator<DomainEventMessage<?>>> events, String... more) {
        Path folder = cache.resolve(name);
        if (!Files.exists(folder)) {
            Path unfinished = cache.resolve(name + ".unfinished");
            try {
                FileSystemUtils.deleteRecursively(unfinished);
                make(unfinished, events.get(), more);
                Files.move(unfinished, folder);
            } catch (IOException e) {
                throw new IllegalStateException("%s cannot be made".formatted(folder), e);
            }
        }
        return folder;
    }

    /** For an application that is to stand on a folder's events, whatever AXON_SERVER names. */
    static String[] arguments(Path folder) {
        return new String[] {"--ordertrail.data=" + folder, "--AXON_SERVER="};
    }

    private static void make(Path folder, Iterator<DomainEventMessage<?>> events, String... more) {
        long began = System.nanoTime();
        try (ConfigurableApplicationContext stores = new SpringApplicationBuilder(Stores.class).web(WebApplicationType.NONE)
                // No more than the engine is asked for.
                .lazyInitialization(true).run(Stream.concat(Stream.of(arguments(folder)), Stream.of(more)).toArray(String[]::new))) {
            DataSource database = stores.getBean(DataSource.class);
            // Nobody is answered before all is on disk, so no log of changes is needed on the way.
            execute(database, "SET FILES LOG FALSE");
            append(stores.getBean(EventStorageEngine.class), events);
            execute(database, "SET FILES LOG TRUE");
            execute(database, "CHECKPOINT");
        }
        LOG.info("{} made in {} s", folder.getFileName(), (System.nanoTime() - began) / 1_000_000_000);
    }

    private static void append(EventStorageEngine engine, Iterator<DomainEventMessage<?>> events) {
        List<DomainEventMessage<?>> transaction = new ArrayList<>(EVENTS_PER_TRANSACTION);
        while (events.hasNext()) {
            transaction.add(events.next());
            if (transaction.size() == EVENTS_PER_TRANSACTION || !events.hasNext()) {
                engine.appendEvents(transaction);
                transaction.clear();
            }
        }
    }

    private static void execute(DataSource database, String command) {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(command);
        } catch (SQLException e) {
            throw new IllegalStateException(command, e);
        }
    }
}
