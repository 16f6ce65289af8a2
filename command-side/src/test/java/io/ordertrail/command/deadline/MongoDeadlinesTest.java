package io.ordertrail.command.deadline;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.ordertrail.command.store.DeadlineStores;
import io.ordertrail.platform.mongo.StoreTest;
import io.ordertrail.platform.mongo.StoreUnderTest;
import io.ordertrail.platform.servers.TcpProxy;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

@StoreTest
class MongoDeadlinesTest extends DeadlinesContract {

    private TcpProxy way;
    private MongoClient client;
    private DeadlineRepository repository;

    @BeforeEach
    void connect(MongoDatabase database) {
        String[] server = StoreUnderTest.uri().getHosts().getFirst().split(":");
        way = new TcpProxy(server[0], Integer.parseInt(server[1]));
        client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString("mongodb://127.0.0.1:%d/?directConnection=true".formatted(way.port())))
                .timeout(1, TimeUnit.SECONDS)
                .build());
        repository = DeadlineStores.in(client.getDatabase(database.getName()));
    }

    @AfterEach
    void disconnect() {
        client.close();
        way.close();
    }

    @Override
    DeadlineRepository repository() {
        return repository;
    }

    @Override
    void takeStoreAway() {
        way.refuse();
    }

    @Override
    void bringStoreBack() {
        way.recover();
    }
}
