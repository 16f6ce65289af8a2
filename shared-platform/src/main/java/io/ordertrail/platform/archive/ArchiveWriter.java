package io.ordertrail.platform.archive;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;

/** Writes an archive, or goes on with one: what was cut is written anew. Not thread-safe. */
final class ArchiveWriter implements AutoCloseable {

    /** Bytes of events, before packing, that make a block. */
    private static final int BLOCK = 1 << 20;

    private final FileChannel channel;
    private final MessageDigest digest = Archive.sha256();
    private final Archive.Summary found;
    private final ByteArrayOutputStream block = new ByteArrayOutputStream(2 * BLOCK);
    private final DataOutputStream content = new DataOutputStream(block);
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);

    private int inBlock;
    private long firstInBlock;
    private long events;
    private long last;

    /** @throws Refused if somebody else is writing it */
    ArchiveWriter(Path part) {
        try {
            channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!isLocked()) {
                channel.close();
                throw new Refused("%s is being written by another process.".formatted(part));
            }
            if (channel.size() < Archive.BEGIN.length) {
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(Archive.BEGIN));
            }
            found = new Archive(part).whole(digest);
            channel.truncate(found.bytes()).position(found.bytes());
            events = found.events();
            last = found.last();
        } catch (IOException e) {
            throw new Refused("%s cannot be written: %s".formatted(part, e));
        }
    }

    private boolean isLocked() throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** What was there when the writing began. */
    Archive.Summary found() {
        return found;
    }

    long events() {
        return events;
    }

    void add(ArchivedEvent event) {
        try {
            if (inBlock > 0 && block.size() + event.size() > BLOCK) {
                flush();
            }
            if (inBlock++ == 0) {
                firstInBlock = event.position();
            }
            event.write(content);
            events++;
            last = event.position();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void flush() throws IOException {
        if (inBlock == 0) {
            return;
        }
        byte[] packed = packed(block.toByteArray());
        ByteBuffer out =
                ByteBuffer.allocate(Archive.HEAD_OF_BLOCK + packed.length + 4).put((byte) 'B').putInt(inBlock).putLong(firstInBlock)
                        .putLong(last).putInt(block.size()).putInt(packed.length).put(packed);
        write(out.putInt(checksum(out)).flip());
        digest.update(out.array());
        block.reset();
        inBlock = 0;
    }

    private byte[] packed(byte[] bytes) {
        deflater.reset();
        deflater.setInput(bytes);
        deflater.finish();
        ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 2);
        byte[] piece = new byte[1 << 16];
        while (!deflater.finished()) {
            packed.write(piece, 0, deflater.deflate(piece));
        }
        return packed.toByteArray();
    }

    /** Writes the end, and has all of it on disk. */
    void finish() {
        try {
            flush();
            ByteBuffer end = ByteBuffer.allocate(Archive.END).put((byte) 'E').putLong(events).putLong(last)
                    .put(Archive.copy(digest).digest());
            write(end.putInt(checksum(end)).flip());
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int checksum(ByteBuffer written) {
        CRC32C crc = new CRC32C();
        crc.update(written.array(), 0, written.position());
        return (int) crc.getValue();
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public void close() {
        deflater.end();
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
