package io.holdfast.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first five minutes of the README, its commands read from there and run on the packaged jar. */
class ReadmeIT {
    @TempDir
    Path folder;

    @Test
    void theFirstFiveMinutesTakeAnIncidentFromAnAlertToAClosedReviewWithEvidenceThatVerifies() throws Exception {
        List<String> commands = commands();
        assertThat(commands).hasSize(3);
        try (RunningJar holdfast =
                RunningJar.asPackaged(folder, "--spring.profiles.active=demo", "--holdfast.approvals=tokens-too")) {
            run(commands.get(0), holdfast);
            Http http = new Http(
                    holdfast.url(),
                    Files.readString(folder.resolve("data/demo-token")).strip());
            LoopByApi loop = new LoopByApi(http);
            String key = "INC-1";
            LoopByApi.await(
                    "the incident", () -> http.get("/api/incidents/" + key).status() == 200);

            // The card, decided by its proposals.
            loop.complete(key, "takeCommand", Map.of("verdict", "take"));
            loop.complete(key, "confirmDiagnosis", Map.of("verdict", "confirm"));
            loop.complete(key, "approveMode", Map.of("verdict", "switch"));
            loop.complete(key, "approveUpdate", Map.of("verdict", "send"));
            loop.complete(key, "takeOwnership", Map.of("verdict", "take"));
            LoopByApi.await("the first word", () -> loop.textsTold(key) == 1);
            assertThat(http.get("/api/guidance?queue=cards").body()).contains("INC-1");

            for (int i = 0; i < 12 && loop.textsTold(key) < 2; i++) {
                loop.nextDue();
                LoopByApi.await("the clock's move", () -> http.get("/api/clock").status() == 200);
                pauseUntilQuiet(http);
            }
            LoopByApi.await("the promised word, kept though nobody acted", () -> loop.textsTold(key) >= 2);

            run(commands.get(1), holdfast);
            LoopByApi.await(
                    "watching", () -> loop.incident(key).path("status").asText().equals("monitoring"));
            for (int i = 0; i < 8 && !loop.tasks(key).contains("workOffBacklog"); i++) {
                loop.nextDue();
                pauseUntilQuiet(http);
            }
            loop.complete(key, "workOffBacklog", Map.of("callbacksLeft", 0, "waveOver", true));
            loop.complete(key, "writeReview", Map.of());
            loop.complete(key, "agreeOnActions", Map.of());
            LoopByApi.await(
                    "closed", () -> loop.incident(key).path("phase").asText().equals("closed"));
            assertThat(http.get("/api/modes").json().path("items")).isEmpty();
            assertThat(loop.tasks(key)).isEmpty();

            assertThat(run(commands.get(2), holdfast)).containsIgnoringCase("entries");
            Path changed = tampered(folder.resolve("evidence.zip"));
            Run broken = start(
                    List.of(RunningJar.java(), "-jar", RunningJar.jar().toString(), "verify", changed.toString()),
                    Map.of());
            assertThat(broken.exit()).isEqualTo(1);
            assertThat(broken.output()).contains("INC-1/");
        }
    }

    private static void pauseUntilQuiet(Http http) {
        String[] before = {""};
        LoopByApi.await("quiet", () -> {
            String now = http.get("/api/incidents/INC-1/messages").body()
                    + http.get("/api/tasks").body();
            boolean quiet = now.equals(before[0]);
            before[0] = now;
            return quiet;
        });
    }

    private static List<String> commands() throws IOException {
        String readme = Files.readString(Path.of(System.getProperty("holdfast.basedir", "."), "README.md"));
        Matcher block = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL).matcher(readme);
        List<String> commands = new ArrayList<>();
        while (block.find()) {
            commands.add(block.group(1));
        }
        return commands;
    }

    private record Run(int exit, String output) {}

    private String run(String commands, RunningJar holdfast) throws Exception {
        Run run = start(
                List.of("bash", "-e", "-c", "TOKEN=$(cat data/demo-token)\n" + commands),
                Map.of(
                        "HOLDFAST",
                        holdfast.url(),
                        "HOLDFAST_JAR",
                        RunningJar.jar().toString()));
        assertThat(run.exit()).as(run.output()).isZero();
        return run.output();
    }

    private Run start(List<String> command, Map<String, String> environment) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), output);
    }

    /** The bundle with one byte of one entry changed. */
    private Path tampered(Path bundle) throws IOException {
        Path changed = folder.resolve("changed.zip");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(bundle));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] bytes = in.readAllBytes();
                if (entry.getName().endsWith("entries.ndjson")) {
                    String text = new String(bytes, StandardCharsets.UTF_8);
                    int at = text.indexOf("incident.opened");
                    assertThat(at).isPositive();
                    bytes = (text.substring(0, at) + "incident.0pened" + text.substring(at + 15))
                            .getBytes(StandardCharsets.UTF_8);
                }
                zip.putNextEntry(new ZipEntry(entry.getName()));
                zip.write(bytes);
            }
        }
        Files.write(changed, out.toByteArray());
        return changed;
    }
}
