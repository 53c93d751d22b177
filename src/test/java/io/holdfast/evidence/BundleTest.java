package io.holdfast.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.time.World;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

class BundleTest {

    private static final String RULES = "processes/decisions/severity.dmn";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void anIntactBundleIsVerifiedAndOneByteChangedInAnyPartIsNot(String database) throws IOException {
        try (Recorder recorder = new Recorder(database)) {
            Path bundle = bundle(recorder);
            assertThat(verify(bundle))
                    .startsWith("0 ")
                    .contains("4 entries of INC-7")
                    .contains("2 attachments, 1 files");

            Map<String, byte[]> files = unzip(bundle);
            assertThat(files.keySet())
                    .contains(
                            "README.txt",
                            "entries.ndjson",
                            "checkpoint.json",
                            "attachments/2/note",
                            "salts/2/note",
                            "playbook/3/" + RULES);
            for (String name : files.keySet()) {
                byte[] original = files.getOrDefault(name, new byte[0]);
                for (int at : new int[] {0, original.length / 3, original.length / 2, original.length - 2}) {
                    byte[] other = original.clone();
                    other[at] ^= 1;
                    Path changed = rezip(files, all -> all.put(name, other));
                    assertThat(verify(changed)).as(name + " byte " + at).startsWith("1 ");
                }
            }
            assertThat(verify(rezip(files, all -> replace(all, "entries.ndjson", "Third", "third"))))
                    .startsWith("1 ")
                    .contains("INC-7/3 is broken: its text");
            assertThat(verify(rezip(files, all -> replace(all, "attachments/2/note", "Smith", "Smyth"))))
                    .contains("INC-7/2 is broken: its attachment 'note' was changed");
            assertThat(verify(rezip(files, all -> all.remove("attachments/2/note"))))
                    .contains("INC-7/2 is broken: its attachment 'note' is missing");
            assertThat(verify(rezip(files, all -> all.put("more.txt", new byte[3]))))
                    .contains("the file more.txt was added");
            assertThat(verify(rezip(files, all -> all.remove("playbook/3/" + RULES))))
                    .contains("the file playbook/3/" + RULES + " is missing");
            assertThat(verify(rezip(files, BundleTest::cutTheTail))).contains("INC-7/4 is broken: it is missing");
            assertThat(verify(rezip(files, BundleTest::leaveOutTheSecond)))
                    .contains("INC-7/2 is broken: it does not follow");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void anErasedAttachmentVerifiesAsErased(String database) throws IOException {
        try (Recorder recorder = new Recorder(database)) {
            bundle(recorder);
            recorder.tx.executeWithoutResult(
                    status -> recorder.attachments.erase(World.LIVE, "INC-7", 2, "note", new Actor.Person("ada")));
            Path after = write(recorder);
            assertThat(unzip(after)).doesNotContainKeys("attachments/2/note", "salts/2/note");
            assertThat(verify(after)).startsWith("0 ").contains("1 attachments and 1 more erased by right");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void aTailThatIsCutOffInTheDatabaseShowsAgainstTheCheckpoint(String database) throws IOException {
        try (Recorder recorder = new Recorder(database)) {
            bundle(recorder);
            if (database.equals("h2")) {
                recorder.db.execute("SET REFERENTIAL_INTEGRITY FALSE");
                recorder.db.execute("DROP TRIGGER evidence_append_only");
            } else {
                recorder.db.execute("ALTER TABLE evidence DISABLE TRIGGER evidence_append_only");
            }
            recorder.db.execute("DELETE FROM evidence WHERE chain = 'INC-7' AND seq = 4");
            recorder.db.execute("UPDATE evidence_head SET seq = 3 WHERE chain = 'INC-7'");
            assertThat(verify(write(recorder))).startsWith("1 ").contains("INC-7/4 is broken: it is missing");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void checkpointsAreTakenOfWhatChangedAndNotOfThemselves(String database) {
        try (Recorder recorder = new Recorder(database)) {
            Checkpoints checkpoints = checkpoints(recorder);
            recorder.record(recorder.entry("INC-7", "one"));
            for (int i = 0; i < 5; i++) {
                checkpoints.work();
            }
            assertThat(recorder.db.queryForObject("SELECT count(*) FROM checkpoint", Integer.class))
                    .isLessThanOrEqualTo(2);
            int before = recorder.db.queryForObject("SELECT count(*) FROM checkpoint", Integer.class);
            checkpoints.work();
            checkpoints.work();
            assertThat(recorder.db.queryForObject("SELECT count(*) FROM checkpoint", Integer.class))
                    .isEqualTo(before);
            recorder.record(recorder.entry("INC-7", "two"));
            checkpoints.work();
            assertThat(recorder.db.queryForObject("SELECT count(*) FROM checkpoint", Integer.class))
                    .isEqualTo(before + 1);
        }
    }

    @org.junit.jupiter.api.Test
    void whatIsNoBundleIsSaidToBeNone() throws IOException {
        Path text = Files.writeString(folder.resolve("some.txt"), "no bundle");
        assertThat(verify(text)).startsWith("1 ").contains("no evidence bundle");
        assertThat(verify(rezip(Map.of("a.txt", new byte[1]), all -> {})))
                .startsWith("1 ")
                .contains("no evidence bundle");
        assertThat(verify(folder.resolve("nothing.zip"))).startsWith("1 ").contains("no such file");
    }

    private static Checkpoints checkpoints(Recorder recorder) {
        SigningKey key = new SigningKey(recorder.client, recorder.evidence, recorder.times, recorder.tx);
        return new Checkpoints(recorder.client, recorder.evidence, key, recorder.times, recorder.tx);
    }

    private Path bundle(Recorder recorder) throws IOException {
        recorder.record(recorder.entry("INC-7", "First"));
        recorder.record(new Entry(
                World.LIVE,
                "INC-7",
                recorder.times.real(),
                "note.added",
                "Second",
                new Actor.Person("dana"),
                Map.of(),
                Map.of("note", "Ring Mr Smith".getBytes(StandardCharsets.UTF_8), "file", new byte[] {1, 2, 3, 4})));
        recorder.record(new Entry(
                World.LIVE,
                "INC-7",
                recorder.times.real(),
                "decision",
                "Third",
                new Actor.Rule(RULES, 2, "r4", 3),
                Map.of("severity", "SEV2")));
        recorder.record(recorder.entry("INC-7", "Fourth"));
        return write(recorder);
    }

    private Path write(Recorder recorder) throws IOException {
        SigningKey key = new SigningKey(recorder.client, recorder.evidence, recorder.times, recorder.tx);
        Checkpoints checkpoints = new Checkpoints(recorder.client, recorder.evidence, key, recorder.times, recorder.tx);
        DecidingFiles files = (playbook, path) -> playbook == 3 && path.equals(RULES)
                ? Optional.of("<definitions/>".getBytes(StandardCharsets.UTF_8))
                : Optional.empty();
        EvidenceBundle bundle = new EvidenceBundle(
                recorder.client,
                recorder.attachments,
                checkpoints,
                key,
                files,
                recorder.times,
                new JdbcTransactionManager(recorder.source));
        Path file = Files.createTempFile(folder, "evidence", ".zip");
        try (OutputStream out = Files.newOutputStream(file)) {
            bundle.write(World.LIVE, "INC-7", out);
        }
        return file;
    }

    private static String verify(Path file) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int status =
                new VerifyCommand(new PrintStream(said, true, StandardCharsets.UTF_8)).check("verify", file.toString());
        return status + " " + said.toString(StandardCharsets.UTF_8);
    }

    private static void replace(Map<String, byte[]> files, String name, String from, String to) {
        String text = new String(files.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        files.put(name, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
    }

    private static void cutTheTail(Map<String, byte[]> files) {
        String[] lines = lines(files);
        files.put(
                "entries.ndjson",
                (lines[0] + "\n" + lines[1] + "\n" + lines[2] + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void leaveOutTheSecond(Map<String, byte[]> files) {
        String[] lines = lines(files);
        files.put(
                "entries.ndjson",
                (lines[0] + "\n" + lines[2] + "\n" + lines[3] + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String[] lines(Map<String, byte[]> files) {
        return new String(files.getOrDefault("entries.ndjson", new byte[0]), StandardCharsets.UTF_8).split("\n", -1);
    }

    private static Map<String, byte[]> unzip(Path file) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    private Path rezip(Map<String, byte[]> files, Consumer<Map<String, byte[]>> change) throws IOException {
        Map<String, byte[]> changed = new LinkedHashMap<>(files);
        change.accept(changed);
        Path file = Files.createTempFile(folder, "changed", ".zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> each : changed.entrySet()) {
                zip.putNextEntry(new ZipEntry(each.getKey()));
                zip.write(each.getValue());
                zip.closeEntry();
            }
        }
        return file;
    }
}
