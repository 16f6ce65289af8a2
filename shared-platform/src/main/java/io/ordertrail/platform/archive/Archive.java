package io.ordertrail.platform.archive;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * An archive that is being read: a file of blocks and an end.
 *
 * <pre>
 * begin   8 bytes, "OTEVENT" and the format's version, 1
 * block   'B', events (int), position of the first and of the last (long), bytes unpacked (int), bytes packed (int),
 *         the packed bytes (zlib), CRC-32C of all of the block before it (int)
 * end     'E', events (long), position of the last (long), SHA-256 of all of the file before the 'E' (32 bytes), CRC-32C of the end before it (int)
 * </pre>
 *
 * All numbers are big-endian. How an event lies in a block's bytes says {@link ArchivedEvent}.
 */
public final class Archive {

    static final byte[] BEGIN = "OTEVENT\1".getBytes(StandardCharsets.ISO_8859_1);
    static final int HEAD_OF_BLOCK = 1 + 4 + 8 + 8 + 4 + 4;
    static final int END = 1 + 8 + 8 + 32 + 4;

    /** More is no block that was ever written: one event of 16 MiB, at the most, follows a megabyte of others. */
    private static final int MOST_BYTES = 128 << 20;

    private final Path file;

    /** @param file need not be there until it is read */
    public Archive(Path file) {
        this.file = file;
    }

    /**
     * What is in an archive.
     *
     * @param last position of the last event, 0 if there is none
     * @param bytes of the file up to and with what is whole
     * @param digest SHA-256 of all blocks, hexadecimal
     */
    public record Summary(long events, long last, String lastId, int blocks, long bytes, String digest) {
    }

    /** One block, packed. */
    private record Block(int events, long first, long last, int unpacked, byte[] packed) {
    }

    /**
     * Reads all of it and looks whether it is as it was written.
     *
     * @param progress is told now and then how many events have been looked at
     * @throws BrokenArchive if it is not, or was never finished
     */
    public Summary verify(LongConsumer progress) {
        try (Reading reading = new Reading(0)) {
            long[] looked = {0};
            while (reading.next(event -> {
            })) {
                looked[0] = reading.events;
                progress.accept(looked[0]);
            }
            return reading.summary();
        }
    }

    /**
     * Hands over blocks of events in the order of their positions.
     *
     * @param after position, exclusive: blocks before it are passed over, and not looked at
     */
    public void read(long after, Consumer<List<ArchivedEvent>> each) {
        try (Reading reading = new Reading(after)) {
            List<ArchivedEvent> events = new ArrayList<>();
            while (reading.next(events::add)) {
                List<ArchivedEvent> wanted = events.stream().filter(event -> event.position() > after).toList();
                events.clear();
                if (!wanted.isEmpty()) {
                    each.accept(wanted);
                }
            }
        }
    }

    /**
     * What of it is whole, for one that is still to be written on. It ends before the first block that is cut or broken.
     *
     * @param digest is given all of that
     */
    Summary whole(MessageDigest digest) {
        try (Reading reading = new Reading(0, digest)) {
            try {
                while (reading.next(event -> {
                })) {
                    reading.keep();
                }
            } catch (BrokenArchive cut) {
                // It was just being written.
            }
            return reading.kept;
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Reading implements AutoCloseable {

        private final DataInputStream in;
        private final MessageDigest digest;
        private final long after;
        private long at;
        private int block;
        private long events;
        private long last;
        private String lastId = "";
        private boolean ended;
        private Summary kept = new Summary(0, 0, "", 0, BEGIN.length, "");

        Reading(long after) {
            this(after, after > 0 ? null : sha256());
        }

        /** @param digest null where blocks are passed over, so that there can be none */
        Reading(long after, MessageDigest digest) {
            this.after = after;
            this.digest = digest;
            try {
                in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 20));
            } catch (IOException e) {
                throw new Refused("%s cannot be read: %s".formatted(file, e));
            }
            byte[] begin = bytes(BEGIN.length);
            if (!Arrays.equals(begin, BEGIN)) {
                throw broken("it does not begin as an archive does");
            }
            digest(begin);
        }

        /** @return false at the end, which must be as it should */
        boolean next(Consumer<ArchivedEvent> each) {
            if (ended) {
                return false;
            }
            block++;
            byte kind = bytes(1)[0];
            if (kind == 'E') {
                end();
                return false;
            }
            if (kind != 'B') {
                throw broken("there is neither a block nor the end");
            }
            ByteBuffer head = ByteBuffer.wrap(bytes(HEAD_OF_BLOCK - 1));
            int count = head.getInt();
            long first = head.getLong();
            long blocksLast = head.getLong();
            int unpacked = head.getInt();
            int packed = head.getInt();
            if (count <= 0 || first <= last || blocksLast < first || unpacked <= 0 || unpacked > MOST_BYTES || packed <= 0
                    || packed > MOST_BYTES) {
                throw broken("what it says of itself cannot be");
            }
            if (blocksLast <= after) {
                skip(packed + 4L);
            } else {
                byte[] content = bytes(packed);
                CRC32C crc = new CRC32C();
                crc.update(kind);
                crc.update(head.array());
                crc.update(content);
                byte[] sum = bytes(4);
                if (ByteBuffer.wrap(sum).getInt() != (int) crc.getValue()) {
                    throw broken("its checksum is another");
                }
                digest(new byte[] {kind});
                digest(head.array());
                digest(content);
                digest(sum);
                events(new Block(count, first, blocksLast, unpacked, content), each);
            }
            events += count;
            last = blocksLast;
            return true;
        }

        private void events(Block read, Consumer<ArchivedEvent> each) {
            long position = last;
            try (DataInputStream unpacked = new DataInputStream(new ByteArrayInputStream(unpacked(read)))) {
                for (int i = 0; i < read.events; i++) {
                    ArchivedEvent event = ArchivedEvent.read(unpacked);
                    if (event.position() <= position) {
                        throw broken("its positions do not rise");
                    }
                    position = event.position();
                    lastId = event.id();
                    each.accept(event);
                }
                if (position != read.last || unpacked.read() >= 0) {
                    throw broken("it has other events than it says");
                }
            } catch (IOException e) {
                throw broken(e.getMessage());
            }
        }

        private byte[] unpacked(Block read) {
            Inflater inflater = new Inflater();
            try {
                inflater.setInput(read.packed);
                byte[] unpacked = new byte[read.unpacked];
                int length = inflater.inflate(unpacked);
                if (length < unpacked.length) {
                    throw broken("it is shorter than it says");
                }
                return unpacked;
            } catch (DataFormatException e) {
                throw broken("it cannot be unpacked");
            } finally {
                inflater.end();
            }
        }

        private void end() {
            byte[] content = bytes(END - 1);
            ByteBuffer end = ByteBuffer.wrap(content);
            CRC32C crc = new CRC32C();
            crc.update('E');
            crc.update(content, 0, END - 5);
            if (end.getInt(END - 5) != (int) crc.getValue()) {
                throw broken("the end's checksum is another");
            }
            byte[] sum = new byte[32];
            if (end.getLong() != events || end.getLong() != last) {
                throw broken("the end speaks of other events");
            }
            end.get(sum);
            if (digest != null && !MessageDigest.isEqual(sum, copy(digest).digest())) {
                throw broken("the checksum over the whole is another");
            }
            if (read() >= 0) {
                throw broken("there is something behind the end");
            }
            ended = true;
        }

        void keep() {
            kept = new Summary(events, last, lastId, block, at, "");
        }

        Summary summary() {
            return new Summary(events, last, lastId, block - 1, at, HexFormat.of().formatHex(digest.digest()));
        }

        private byte[] bytes(int length) {
            try {
                byte[] bytes = in.readNBytes(length);
                at += bytes.length;
                if (bytes.length < length) {
                    throw broken("the file ends there");
                }
                return bytes;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void skip(long length) {
            try {
                in.skipNBytes(length);
                at += length;
            } catch (EOFException e) {
                throw broken("the file ends there");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private int read() {
            try {
                return in.read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void digest(byte[] bytes) {
            if (digest != null) {
                digest.update(bytes);
            }
        }

        private BrokenArchive broken(String what) {
            return new BrokenArchive(file, block, at, last, what);
        }

        @Override
        public void close() {
            try {
                in.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
