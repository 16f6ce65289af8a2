package io.ordertrail.standalone;

import io.ordertrail.platform.personal.MasterKeys;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The master key, unless one is set: made at the first start, and kept in the data folder beside what it protects. */
@Configuration(proxyBeanMethods = false)
class EmbeddedMasterKey {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedMasterKey.class);
    private static final String FILE = "master.key";

    @Bean
    MasterKeys masterKeys(@Value("${ordertrail.master-key:}") String setting, DataFolder folder) throws IOException {
        return MasterKeys.of(setting.isBlank() ? kept(folder.path()) : setting);
    }

    private static String kept(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            make(file);
            LOG.info("A master key for personal data was made: {}. A backup of the folder without it can never be read", file);
        }
        return Files.readString(file).strip();
    }

    /** Whole or not at all, and safe on the disk before anything is encrypted with it. */
    private static void make(Path file) throws IOException {
        Path unfinished = file.resolveSibling(FILE + ".part");
        Files.deleteIfExists(unfinished);
        if (unfinished.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(unfinished, MasterKeys.generated("1") + "\n", StandardCharsets.US_ASCII);
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
