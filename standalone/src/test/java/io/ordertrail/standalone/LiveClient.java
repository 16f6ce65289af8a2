package io.ordertrail.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** One connection to a live stream, read line by line from a bare socket; to be cut whenever a test wants. */
class LiveClient implements AutoCloseable {

    /** As it was received: what is between two blank lines. */
    record Message(long id, String event, String data) {

        JsonNode body() {
            return Api.JSON.readTree(data);
        }
    }

    private final Socket socket = new Socket();
    private final BufferedReader reader;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final int status;
    private int comments;

    /** @param lastEventId null to send none */
    LiveClient(String address, String path, Long lastEventId) throws IOException {
        this(address, path, lastEventId, null);
    }

    /** @param body posted as JSON, null to send none */
    LiveClient(String address, String path, Long lastEventId, String body) throws IOException {
        URI base = URI.create(address);
        socket.setSoTimeout(30_000);
        socket.connect(new InetSocketAddress(base.getHost(), base.getPort()));
        // Version 1.0 answers without chunks.
        String request =
                "%s %s HTTP/1.0\r\nHost: %s\r\nAccept: text/event-stream\r\n%s%s\r\n%s".formatted(body == null ? "GET" : "POST", path,
                        base.getAuthority(), lastEventId == null ? "" : "Last-Event-ID: %d\r\n".formatted(lastEventId),
                        body == null ? "" : "Content-Type: application/json\r\nContent-Length: %d\r\n".formatted(body.length()),
                        body == null ? "" : body);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 1024);
        status = Integer.parseInt(line().split(" ")[1]);
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] header = line.split(": *", 2);
            headers.put(header[0].toLowerCase(java.util.Locale.ROOT), header[1]);
        }
    }

    private String line() throws IOException {
        String line = reader.readLine();
        if (line == null) {
            throw new IOException("The server has ended the stream");
        }
        return line;
    }

    int status() {
        return status;
    }

    String header(String name) {
        return headers.get(name.toLowerCase(java.util.Locale.ROOT));
    }

    int comments() {
        return comments;
    }

    void patience(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    /** Waits for it. */
    Message next() throws IOException {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        while (true) {
            String line = line();
            if (line.startsWith(":")) {
                comments++;
            } else if (!line.isEmpty()) {
                String[] field = line.split(": ?", 2);
                fields.computeIfAbsent(field[0], name -> new ArrayList<>()).add(field[1]);
            } else if (!fields.isEmpty()) {
                return new Message(Long.parseLong(fields.get("id").getFirst()), fields.get("event").getFirst(),
                        String.join("\n", fields.get("data")));
            }
        }
    }

    /** Waits for it. */
    void nextComment() throws IOException {
        while (!line().startsWith(":")) {
            // Something else.
        }
    }

    @Override
    public void close() throws IOException {
        // Cut, not ended: what is on its way is thrown away.
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
