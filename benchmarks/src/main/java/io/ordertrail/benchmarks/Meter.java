package io.ordertrail.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.bson.Document;

/** What something costs: time, and processor time of this JVM and of the view store's server if that is another process here. */
final class Meter {

    /** The unit of processor time in {@code /proc}, on every Linux there is. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TIME = 13;
    private static final int SYSTEM_TIME = 14;

    private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Path server;
    private final long began = System.nanoTime();
    private final double ownBegan = ownSeconds();
    private final double serverBegan;

    /**
     * A run that is over.
     *
     * @param server seconds of processor time, NaN if not known
     */
    record Cost(long events, double seconds, double own, double server) {

        double perSecond() {
            return events / seconds;
        }

        String processor() {
            return "%.1f µs/event JVM%s".formatted(own / events * 1e6,
                    Double.isNaN(server) ? "" : " + %.1f µs/event mongod".formatted(server / events * 1e6));
        }
    }

    private Meter(Path server) {
        this.server = server;
        this.serverBegan = serverSeconds();
    }

    static Meter start(QuerySystem system) {
        if (system.embedded()) {
            return new Meter(null);
        }
        Document status = system.client().getDatabase("admin").runCommand(new Document("serverStatus", 1));
        Path process = Path.of("/proc", String.valueOf(status.get("pid")), "stat");
        return new Meter(Files.isReadable(process) ? process : null);
    }

    Cost stop(long events) {
        return new Cost(events, seconds(), ownSeconds() - ownBegan, serverSeconds() - serverBegan);
    }

    double seconds() {
        return (System.nanoTime() - began) / 1e9;
    }

    /** How busy the whole machine is: 1.0 is one processor's worth of work, waiting included. */
    static String load() {
        return String.format(Locale.ROOT, "%.1f", SYSTEM.getSystemLoadAverage());
    }

    /** Processor time so far of this JVM, in seconds. */
    static double ownSeconds() {
        return SYSTEM.getProcessCpuTime() / 1e9;
    }

    /** Processor time so far of all processes on this machine whose command line has one of these words in it, in seconds. */
    static double secondsOf(String... words) {
        String own = String.valueOf(ProcessHandle.current().pid());
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes.filter(process -> process.getFileName().toString().matches("\\d+") && !process.endsWith(own))
                    .filter(process -> Stream.of(words).anyMatch(commandLine(process)::contains))
                    .mapToDouble(process -> seconds(process.resolve("stat"))).filter(seconds -> !Double.isNaN(seconds)).sum();
        } catch (IOException e) {
            return 0;
        }
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private double serverSeconds() {
        return server == null ? Double.NaN : seconds(server);
    }

    /** Of a process, as its {@code stat} in {@code /proc} tells it; NaN if it does not. */
    private static double seconds(Path stat) {
        try {
            String line = Files.readString(stat);
            // The second field is a name in brackets, which may have blanks in it.
            List<String> fields = List.of(line.substring(line.lastIndexOf(')') + 2).split(" "));
            return (Long.parseLong(fields.get(USER_TIME - 2)) + Long.parseLong(fields.get(SYSTEM_TIME - 2))) / TICKS_PER_SECOND;
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}
