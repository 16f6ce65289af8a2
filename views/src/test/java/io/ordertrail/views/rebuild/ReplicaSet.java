package io.ordertrail.views.rebuild;

import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import com.mongodb.ReadPreference;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.bson.Document;

/** Three real members of a replica set, of whose primary the others can be kept from hearing anything, and which can be killed. */
final class ReplicaSet implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<Member> members = new ArrayList<>();

    private record Member(int port, Process process) {

        Document admin(Document command) {
            try (MongoClient client = MongoClients.create(
                    "mongodb://127.0.0.1:%d/?directConnection=true&serverSelectionTimeoutMS=20000".formatted(port))) {
                return client.getDatabase("admin").runCommand(command, ReadPreference.primaryPreferred());
            }
        }

        boolean isPrimary() {
            return process.isAlive() && admin(new Document("hello", 1)).getBoolean("isWritablePrimary");
        }
    }

    /** @param mongod the server's binary */
    ReplicaSet(Path mongod, Path folder) throws IOException {
        for (int i = 0; i < 3; i++) {
            int port = freePort();
            Path data = Files.createDirectories(folder.resolve("member" + i));
            members.add(new Member(port, new ProcessBuilder(mongod.toString(), "--replSet", "rs1", "--bind_ip", "127.0.0.1", "--port",
                    Integer.toString(port), "--dbpath", data.toString(), "--wiredTigerCacheSizeGB", "0.25", "--setParameter",
                    "enableTestCommands=1", "--quiet").redirectErrorStream(true).redirectOutput(data.resolve("log").toFile()).start()));
        }
        List<Document> hosts = new ArrayList<>();
        members.forEach(member -> hosts.add(new Document("_id", hosts.size()).append("host", "127.0.0.1:" + member.port)));
        members.getFirst().admin(new Document("replSetInitiate", new Document("_id", "rs1").append("members", hosts)
                .append("settings", new Document("electionTimeoutMillis", 1_000).append("heartbeatIntervalMillis", 200))));
        awaitPrimary();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    String uri() {
        return members.stream().map(member -> "127.0.0.1:" + member.port)
                .collect(Collectors.joining(",", "mongodb://", "/?replicaSet=rs1"));
    }

    /** From now on only the primary has what is written. */
    void stopReplicating() {
        others(Predicate.not(Member::isPrimary), "alwaysOn");
    }

    /** Kills it with whatever only it has; returns when there is another one. */
    void killPrimary() {
        members.stream().filter(Member::isPrimary).forEach(primary -> primary.process.destroyForcibly().onExit().join());
        others(member -> member.process.isAlive(), "off");
        awaitPrimary();
    }

    private void others(Predicate<Member> those, String mode) {
        members.stream().filter(those).forEach(member -> member.admin(new Document("configureFailPoint", "stopReplProducer")
                .append("mode", mode)));
    }

    private void awaitPrimary() {
        await().atMost(PATIENCE).ignoreExceptionsInstanceOf(MongoException.class).until(() -> members.stream().anyMatch(Member::isPrimary));
    }

    @Override
    public void close() {
        members.forEach(member -> member.process.destroyForcibly().onExit().join());
    }
}
