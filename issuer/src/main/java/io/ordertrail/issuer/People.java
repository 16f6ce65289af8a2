package io.ordertrail.issuer;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Supplier;

/** Which ids the people have in Ordertrail. Who has none is registered there when a token is first wanted, as an operator would do it. */
final class People {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final IssuerSettings settings;
    private final Supplier<String> operator;
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(LONGEST).build();

    /** @param operator makes a token of one */
    People(IssuerSettings settings, Supplier<String> operator) {
        this.settings = settings;
        this.operator = operator;
    }

    /** @throws IllegalStateException if the person has none yet, and none can be got now */
    synchronized String idOf(Person person) {
        Properties ids = read();
        String known = ids.getProperty(person.word());
        if (known != null) {
            return known;
        }
        String id = register(person);
        ids.setProperty(person.word(), id);
        write(ids);
        return id;
    }

    private String register(Person person) {
        URI address = settings.commands().get().resolve("/" + person.path());
        try {
            HttpResponse<String> answer = client.send(HttpRequest.newBuilder(address).timeout(LONGEST)
                    .header("Content-Type", "application/json").header("Authorization", "Bearer " + operator.get())
                    .POST(BodyPublishers.ofString(person.registration())).build(), BodyHandlers.ofString());
            // Where it is, is its collection's address and its id.
            return answer.headers().firstValue("Location").filter(location -> answer.statusCode() == 201)
                    .map(location -> location.substring(location.lastIndexOf('/') + 1))
                    .orElseThrow(() -> new IllegalStateException("%s answers %d".formatted(address, answer.statusCode())));
        } catch (IOException e) {
            throw new IllegalStateException("%s cannot be asked".formatted(address), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("%s was not waited for".formatted(address), e);
        }
    }

    private Properties read() {
        Properties ids = new Properties();
        if (Files.exists(settings.people())) {
            try (Reader file = Files.newBufferedReader(settings.people())) {
                ids.load(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return ids;
    }

    private void write(Properties ids) {
        Path file = settings.people().toAbsolutePath();
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.createDirectories(file.getParent());
            try (Writer writer = Files.newBufferedWriter(part)) {
                ids.store(writer, "Who the people of the issuer are in Ordertrail");
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
