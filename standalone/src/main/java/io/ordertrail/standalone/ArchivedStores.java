package io.ordertrail.standalone;

import io.ordertrail.platform.archive.ArchivedStore;
import io.ordertrail.platform.archive.EventLog;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The event store that the settings name, and nothing else, for who writes it into a file or out of one. */
@Configuration(proxyBeanMethods = false)
@Import({ArchivedStores.Server.class, ArchivedStores.Embedded.class})
public class ArchivedStores {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = AxonServerChoice.ENABLED, havingValue = "true")
    @Import(ArchivedStore.class)
    static class Server {
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = AxonServerChoice.ENABLED, havingValue = "false")
    @Import({DataFolder.class, EmbeddedDatabase.class})
    static class Embedded {

        @Bean
        EventLog eventLog(DataSource dataSource, DataFolder folder) {
            return new EmbeddedLog(dataSource, folder.path(), folder.unfinishedImport());
        }
    }
}
