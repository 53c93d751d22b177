package io.holdfast.loop;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The packaged jar as Spring Boot's own tools lay it out, with an archive of its classes: it starts in half the time, which tells for
 * what is killed and started again and again. Made once, by whichever test comes first.
 */
final class LaidOut {
    private LaidOut() {}

    /** What to hand to {@code java} to run it. */
    static List<String> arguments(Path jar) {
        Path home = jar.resolveSibling("laid-out");
        try {
            Files.createDirectories(home);
            try (FileChannel channel = FileChannel.open(
                            home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                Path done =
                        home.resolve("done-" + Files.getLastModifiedTime(jar).toMillis());
                if (lock.isValid() && !Files.exists(done)) {
                    make(jar, home);
                    Files.createFile(done);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Where the archive does not fit, the JVM goes on without it.
        return List.of(
                "-XX:SharedArchiveFile=" + home.resolve("classes.jsa"),
                "-jar",
                home.resolve("app").resolve(jar.getFileName()).toString());
    }

    private static void make(Path jar, Path home) throws IOException {
        Path app = home.resolve("app");
        if (Files.exists(app)) {
            try (Stream<Path> old = Files.walk(app)) {
                for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.deleteIfExists(home.resolve("classes.jsa"));
        run(home, "-Djarmode=tools", "-jar", jar.toString(), "extract", "--destination", app.toString());
        run(
                Files.createTempDirectory(home, "training"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ArchiveClassesAtExit=" + home.resolve("classes.jsa"),
                "-Dspring.context.exit=onRefresh",
                "-jar",
                app.resolve(jar.getFileName()).toString(),
                "--server.port=" + RunningJar.freePort(),
                "--holdfast.api.token=a-token-for-the-test");
    }

    private static void run(Path folder, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(RunningJar.java()));
        command.addAll(List.of(arguments));
        File log = folder.resolve("log").toFile();
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        try {
            if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException("The jar could not be laid out:\n" + Files.readString(log.toPath()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
