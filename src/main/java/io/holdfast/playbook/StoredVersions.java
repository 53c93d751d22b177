package io.holdfast.playbook;

import io.holdfast.evidence.Actor;
import io.holdfast.playbook.Playbook.FileEntry;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.ParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class StoredVersions implements PlaybookStore {
    private final PlaybookRows rows;
    private final PlaybookCheck check;
    private final VersionWriter writer;
    private final Times times;

    StoredVersions(PlaybookRows rows, PlaybookCheck check, VersionWriter writer, Times times) {
        this.rows = rows;
        this.check = check;
        this.writer = writer;
        this.times = times;
    }

    @Override
    public List<Held> files() {
        return rows.held();
    }

    @Override
    public Optional<byte[]> content(String path, @Nullable Integer version) {
        return rows.content(path, version);
    }

    @Override
    public Optional<FileEntry> entry(String path, long playbook) {
        return Optional.ofNullable(rows.entries(playbook).get(path));
    }

    @Override
    public List<Fault> check(long base, List<FileChange> files) {
        return check.check(with(base, files), times.in(World.LIVE));
    }

    private PlaybookFiles with(long base, List<FileChange> files) {
        Map<String, byte[]> all = new HashMap<>();
        rows.entries(base).forEach((path, entry) -> all.put(path, rows.blob(entry.hash())));
        for (FileChange file : files) {
            if (file.content() == null) {
                all.remove(file.path());
            } else {
                all.put(file.path(), file.content().getBytes(StandardCharsets.UTF_8));
            }
        }
        return new PlaybookFiles(all);
    }

    @Override
    public long add(long base, List<FileChange> files, Origin origin) {
        rows.lock();
        try {
            return writer.write(OptionalLong.of(base), with(base, files), origin, true);
        } catch (ParseException e) {
            throw new BadPlaybook(PlaybookImport.told(e));
        }
    }

    @Override
    public void putInForce(long number, Origin origin) {
        rows.lock();
        Actor by = new Actor.Person(origin.approver() == null ? origin.author() : origin.approver());
        writer.putInForce(number, with(number, List.of()), origin, by);
    }

    @Override
    public void lock() {
        rows.lock();
    }

    @Override
    public Set<String> different(long one, long other) {
        Map<String, FileEntry> a = rows.entries(one);
        Map<String, FileEntry> b = rows.entries(other);
        Set<String> paths = new TreeSet<>(a.keySet());
        paths.addAll(b.keySet());
        paths.removeIf(path -> hash(a.get(path)).equals(hash(b.get(path))));
        return paths;
    }

    private static String hash(@Nullable FileEntry entry) {
        return entry == null ? "" : entry.hash();
    }

    @Override
    public List<Version> versions(@Nullable Long before, int limit) {
        return rows.versions(before, limit);
    }

    @Override
    public List<Version> of(String path) {
        return rows.versionsOf(path);
    }
}
