package io.ordertrail.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The standalone system, or one side, in a JVM of its own, so that it can be killed as power failures and operators kill it. */
class ServerProcess implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("ready.*?(http://127\\.0\\.0\\.1:\\d+)");

    private final Process process;
    private final CompletableFuture<String> url = new CompletableFuture<>();
    private final List<String> output = new ArrayList<>();

    private ServerProcess(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::readOutput);
    }

    static ServerProcess start(Path data, Map<String, String> environment) throws IOException {
        Map<String, String> all = new HashMap<>(Stores.environment(data));
        all.putAll(environment);
        return start(all, "-cp", System.getProperty("java.class.path"), StandaloneApplication.class.getName());
    }

    /** What {@code ./mvnw package} leaves of a module. */
    static ServerProcess startJar(Path jar, Map<String, String> environment) throws IOException {
        return start(environment, "-jar", jar.toString());
    }

    private static ServerProcess start(Map<String, String> environment, String... what) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(what));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.environment().put("SERVER_PORT", "0");
        // Logs go to the standard output; the other has what the JVM itself says, e.g. about a library.
        return new ServerProcess(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** Waits for the line that says it serves. */
    String url() throws Exception {
        return url.get(2, TimeUnit.MINUTES);
    }

    long pid() {
        return process.pid();
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    int exitValue() throws InterruptedException {
        process.waitFor(2, TimeUnit.MINUTES);
        return process.exitValue();
    }

    synchronized String output() {
        return String.join("\n", output);
    }

    /** Stops it as SIGTERM does. */
    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().get(1, TimeUnit.MINUTES);
        } catch (Exception e) {
            process.destroyForcibly();
        }
    }

    private void readOutput() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                keep(line);
            }
        } catch (IOException e) {
            keep(e.toString());
        }
        url.completeExceptionally(new IllegalStateException("It ended before it was ready:\n" + output()));
    }

    private synchronized void keep(String line) {
        output.add(line);
        Matcher ready = READY.matcher(line);
        if (ready.find()) {
            url.complete(ready.group(1));
        }
    }
}
