package io.ordertrail.query.live;

import io.ordertrail.platform.consistency.ConsistencyToken;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * What is sent about some events, as server-sent events. Each order is read once for all of them, at its last one or later, and each message
 * is written once for all who are sent it.
 */
final class Messages {

    private final ContentReader reader;
    private final Map<String, Map<String, ConsistencyToken>> seen = new HashMap<>();
    private final Map<ContentKey, CompletableFuture<String>> contents = new HashMap<>();
    private final Map<MessageKey, CompletableFuture<byte[]>> messages = new HashMap<>();

    private record ContentKey(LiveContent content, String orderId) {
    }

    private record MessageKey(LiveContent content, long position) {
    }

    Messages(ContentReader reader, Collection<LiveEvent> events) {
        this.reader = reader;
        events.forEach(event -> seen.computeIfAbsent(event.orderId(), order -> new HashMap<>())
                .put(event.token().aggregate(), event.token()));
    }

    CompletableFuture<byte[]> about(LiveEvent event, LiveContent content) {
        return messages.computeIfAbsent(new MessageKey(content, event.position()),
                key -> contentOf(event.orderId(), content).thenApply(text -> message(event.position(), content.name(event.type()), text)));
    }

    private CompletableFuture<String> contentOf(String orderId, LiveContent content) {
        return contents.computeIfAbsent(new ContentKey(content, orderId),
                key -> reader.read(content, orderId, List.copyOf(seen.get(orderId).values())));
    }

    boolean isRead() {
        return contents.values().stream().allMatch(CompletableFuture::isDone);
    }

    /** What is not read yet is not read any more; for what is sent to one stream only. */
    void cancel() {
        contents.values().forEach(content -> content.cancel(false));
    }

    static byte[] message(long position, String name, String text) {
        String data = text.lines().collect(Collectors.joining("\ndata: "));
        return "id: %d\nevent: %s\ndata: %s\n\n".formatted(position, name, data).getBytes(StandardCharsets.UTF_8);
    }
}
