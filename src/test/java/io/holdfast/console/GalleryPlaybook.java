package io.holdfast.console;

import io.holdfast.playbook.Fault;
import io.holdfast.playbook.FileChange;
import io.holdfast.playbook.Playbook;
import io.holdfast.playbook.PlaybookStore;
import io.holdfast.playbook.TableEdit;
import io.holdfast.playbook.TableView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The packaged playbook's files, and three fallback rules of the bank in the story, of which the third is new. */
final class GalleryPlaybook implements PlaybookStore {
    static final String RULES = "processes/decisions/fallback-rules.dmn";
    private static final Instant FIRST = Instant.parse("2026-10-01T08:00:00Z");
    private static final Instant THEN = Instant.parse("2026-11-20T15:12:00Z");

    private final Map<String, byte[]> files = new TreeMap<>();

    GalleryPlaybook(Path base) {
        for (String folder : List.of("processes", "templates")) {
            try (Stream<Path> all = Files.walk(base.resolve(folder))) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    String path = base.relativize(file).toString().replace('\\', '/');
                    if (!path.startsWith("templates/console/")) {
                        files.put(path, Files.readAllBytes(file));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        byte[] rules = java.util.Objects.requireNonNull(files.get(RULES));
        for (TableView.Row row : TableView.of(RULES, rules, Northbank.catalog()).rules()) {
            if (!Set.of("r1", "r2", "r3").contains(row.id())) {
                rules = TableEdit.remove(rules, row.id());
            }
        }
        files.put(
                RULES,
                new String(rules, StandardCharsets.UTF_8)
                        .replace("\"crm\", \"core-banking\", \"integration-bus\"", "\"crm\"")
                        .replace("\"callback-later\"", "\"security-questions\"")
                        .getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<Held> files() {
        return files.keySet().stream()
                .map(path -> path.equals(RULES)
                        ? new Held(path, 2, "hash", 12, THEN, "CHG-3")
                        : new Held(path, 1, "hash", 1, FIRST, null))
                .toList();
    }

    @Override
    public Optional<byte[]> content(String path, @Nullable Integer version) {
        byte[] now = files.get(path);
        if (now == null || (version != null && version > (path.equals(RULES) ? 2 : 1))) {
            return Optional.empty();
        }
        boolean old = path.equals(RULES) && version != null && version == 1;
        return Optional.of(old ? TableEdit.remove(now, "r3") : now);
    }

    @Override
    public Optional<Playbook.FileEntry> entry(String path, long playbook) {
        return files.containsKey(path)
                ? Optional.of(new Playbook.FileEntry(path, path.equals(RULES) && playbook > 11 ? 2 : 1, "hash"))
                : Optional.empty();
    }

    @Override
    public List<Version> versions(@Nullable Long before, int limit) {
        return List.of(
                new Version(13, 12L, new Origin("kai", null, "Texts earlier", "CHG-4"), THEN, false),
                new Version(
                        12, 11L, new Origin("kai", "dana", "The questions come from the record", "CHG-3"), THEN, true),
                new Version(11, null, new Origin("files", null, "Read from files", null), FIRST, true));
    }

    @Override
    public List<Version> of(String path) {
        List<Version> held = versions(null, 9).stream().filter(Version::held).toList();
        return path.equals(RULES) ? held : files.containsKey(path) ? held.subList(1, 2) : List.of();
    }

    @Override
    public List<Fault> check(long base, List<FileChange> files) {
        return List.of();
    }

    @Override
    public long add(long base, List<FileChange> files, Origin origin) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void putInForce(long number, Origin origin) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void lock() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<String> different(long one, long other) {
        return Set.of(RULES);
    }
}
