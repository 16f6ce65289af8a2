package io.ordertrail.platform.consistency;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Names the last event that a command caused, so that a query can tell whether a view has seen it.
 *
 * @param aggregate the stored identifier of the aggregate, e.g. {@code ticket-01H…}
 * @param sequence the event's sequence number in that aggregate
 * @param order the key of the order that the event concerns, empty if none: it finds the order's document for an account's event
 */
public record ConsistencyToken(String aggregate, long sequence, String order) {

    /** The HTTP header that carries tokens both ways. */
    public static final String HEADER = "Consistency-Token";

    private static final String SEPARATOR = "~";

    /** Opaque text without commas; a checksum tells a token from garbage. */
    public String encode() {
        byte[] text = String.join(SEPARATOR, aggregate, Long.toString(sequence), order).getBytes(StandardCharsets.UTF_8);
        byte[] bytes = ByteBuffer.allocate(Integer.BYTES + text.length).putInt(checksum(text, 0)).put(text).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** @throws Refusal {@code BAD_TOKEN} for anything that {@link #encode()} did not write */
    public static ConsistencyToken decode(String encoded) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(encoded);
            if (bytes.length > Integer.BYTES && ByteBuffer.wrap(bytes).getInt() == checksum(bytes, Integer.BYTES)) {
                String[] parts = new String(bytes, Integer.BYTES, bytes.length - Integer.BYTES, StandardCharsets.UTF_8)
                        .split(SEPARATOR, -1);
                return new ConsistencyToken(parts[0], Long.parseLong(parts[1]), parts[2]);
            }
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw badToken();
        }
        throw badToken();
    }

    /**
     * All that a request brought. Where a token has no bearing on the answer, what is brought is checked like everywhere.
     *
     * @param lines of the header, each with one token or with several between commas; null for none
     * @throws Refusal {@code BAD_TOKEN} if one of them is none
     */
    public static List<ConsistencyToken> decodeAll(List<String> lines) {
        return Stream.ofNullable(lines).flatMap(List::stream).flatMap(line -> Stream.of(line.split(","))).map(String::strip)
                .filter(token -> !token.isEmpty()).map(ConsistencyToken::decode).toList();
    }

    private static Refusal badToken() {
        return Refusal.ofField(Code.BAD_TOKEN, HEADER, "This is not a consistency token");
    }

    private static int checksum(byte[] bytes, int offset) {
        CRC32 crc = new CRC32();
        crc.update(bytes, offset, bytes.length - offset);
        return (int) crc.getValue();
    }
}
