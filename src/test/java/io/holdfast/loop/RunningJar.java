package io.holdfast.loop;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Holdfast as a process of its own, from the packaged jar, in a folder of its own. */
final class RunningJar implements AutoCloseable {
    private final Path folder;
    private final int port;
    private final List<String> settings;
    private final List<String> how;
    private Process process;

    private RunningJar(Path folder, int port, List<String> how, List<String> settings) {
        this.folder = folder;
        this.how = how;
        this.port = port;
        this.settings = settings;
        this.process = launch();
        awaitHealth();
    }

    static RunningJar start(Path folder, String... settings) {
        return new RunningJar(folder, freePort(), shortLived(LaidOut.arguments(jar())), List.of(settings));
    }

    /** The same, started by the very file that users download. */
    static RunningJar asPackaged(Path folder, String... settings) {
        return new RunningJar(folder, freePort(), shortLived(List.of("-jar", jar().toString())), List.of(settings));
    }

    /** As operators start it, by the JVM's own choices: for what is measured once it is warm. */
    static RunningJar asOperatorsDo(Path folder, String... settings) {
        return new RunningJar(folder, freePort(), List.of("-jar", jar().toString()), List.of(settings));
    }

    private static List<String> shortLived(List<String> how) {
        List<String> all = new ArrayList<>(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        all.addAll(how);
        return all;
    }

    /** The jar that the build has just packaged. */
    static Path jar() {
        return Path.of(System.getProperty("holdfast.jar"));
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * A port that nobody listens on, and that no system hands out to whoever calls: the jar binds it some seconds later, and again after
     * each kill.
     */
    static int freePort() {
        for (int tries = 0; tries < 100; tries++) {
            int port = ThreadLocalRandom.current().nextInt(15_000, 32_000);
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                continue;
            }
        }
        throw new IllegalStateException("Of a hundred ports each is taken");
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** SIGKILL: no shutdown hook runs. */
    void kill() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The process did not die");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void startAgain() {
        process = launch();
        awaitHealth();
    }

    String log() {
        try {
            return Files.readString(folder.resolve("holdfast.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process launch() {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(how);
        command.add("--server.port=" + port);
        command.add("--holdfast.public-url=" + url());
        command.addAll(settings);
        try {
            return new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(folder.toFile(), "holdfast.log")))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitHealth() {
        Http http = new Http(url(), "");
        Awaitility.await("health of the started jar, or its early end")
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> !process.isAlive() || http.get("/actuator/health").status() == 200);
        if (!process.isAlive()) {
            throw new IllegalStateException("The jar ended by itself:\n" + log());
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
