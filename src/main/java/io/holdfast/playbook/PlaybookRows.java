package io.holdfast.playbook;

import io.holdfast.playbook.Playbook.FileEntry;
import io.holdfast.time.SqlTime;
import io.holdfast.time.World;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of the playbook. */
@Component
class PlaybookRows {

    /** Author of the versions that were read from files. */
    static final String FILES = "files";

    /** In place of a hash: the file is not there. */
    static final String GONE = "-";

    private final JdbcClient db;

    PlaybookRows(JdbcClient db) {
        this.db = db;
    }

    /** The mutex of whoever imports or deploys, until the current transaction ends. */
    void lock() {
        db.sql("SELECT id FROM playbook_lock WHERE id = 1 FOR UPDATE")
                .query(Integer.class)
                .single();
    }

    OptionalLong inForce(World world) {
        return db.sql("SELECT version FROM in_force WHERE world = :world")
                .param("world", world.id())
                .query(Long.class)
                .optional()
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    /** The version's entries by path, sorted; empty where there is no such version. */
    Map<String, FileEntry> entries(long version) {
        Map<String, FileEntry> entries = new TreeMap<>();
        db.sql("SELECT path, hash, file_version FROM playbook_entry WHERE version = :version")
                .param("version", version)
                .query((row, i) ->
                        new FileEntry(row.getString("path"), row.getInt("file_version"), row.getString("hash")))
                .list()
                .forEach(entry -> entries.put(entry.path(), entry));
        return entries;
    }

    byte[] blob(String hash) {
        return db.sql("SELECT bytes FROM playbook_blob WHERE hash = :hash")
                .param("hash", hash)
                .query((row, i) -> row.getBytes("bytes"))
                .single();
    }

    /**
     * Writes a new version and what is new in it; under {@link #lock}.
     *
     * @return its entries
     */
    Map<String, FileEntry> insert(
            long number, OptionalLong parent, PlaybookStore.Origin origin, PlaybookFiles files, Instant at) {
        Map<String, FileEntry> before = parent.isPresent() ? entries(parent.getAsLong()) : Map.of();
        Map<String, Integer> highest = new HashMap<>();
        db.sql("SELECT path, MAX(file_version) AS highest FROM playbook_entry GROUP BY path")
                .query((row, i) -> Map.entry(row.getString("path"), row.getInt("highest")))
                .list()
                .forEach(each -> highest.put(each.getKey(), each.getValue()));
        Set<String> stored = new HashSet<>(
                db.sql("SELECT hash FROM playbook_blob").query(String.class).list());

        db.sql("""
                INSERT INTO playbook_version (number, parent, author, because, change_id, digest, at, held)
                VALUES (:number, :parent, :author, :because, :change, :digest, :at, FALSE)
                """)
                .param("number", number)
                .param("parent", parent.isPresent() ? parent.getAsLong() : null, java.sql.Types.BIGINT)
                .param("author", origin.author())
                .param("because", cut(origin.because()))
                .param("change", origin.change())
                .param("digest", files.digest())
                .param("at", SqlTime.of(at))
                .update();
        Map<String, FileEntry> entries = new TreeMap<>();
        for (String path : files.paths()) {
            String hash = files.hash(path);
            if (stored.add(hash)) {
                db.sql("INSERT INTO playbook_blob (hash, bytes) VALUES (:hash, :bytes)")
                        .param("hash", hash)
                        .param("bytes", files.bytes(path))
                        .update();
            }
            FileEntry old = before.get(path);
            int version = old != null && old.hash().equals(hash) ? old.version() : highest.getOrDefault(path, 0) + 1;
            entries.put(path, new FileEntry(path, version, hash));
            db.sql("INSERT INTO playbook_entry (version, path, hash, file_version) VALUES (:v, :path, :hash, :fv)")
                    .param("v", number)
                    .param("path", path)
                    .param("hash", hash)
                    .param("fv", version)
                    .update();
        }
        return entries;
    }

    private static String cut(String because) {
        return because.length() <= 400 ? because : because.substring(0, 399) + "…";
    }

    /** It holds from now on, or did. */
    void held(long number, @Nullable String approver) {
        db.sql("UPDATE playbook_version SET held = TRUE, approver = :approver WHERE number = :number")
                .param("approver", approver)
                .param("number", number)
                .update();
    }

    List<PlaybookStore.Version> versions(@Nullable Long before, int limit) {
        return db.sql("SELECT * FROM playbook_version WHERE number < :before ORDER BY number DESC LIMIT :n")
                .param("before", before == null ? Long.MAX_VALUE : before)
                .param("n", limit)
                .query((row, i) -> version(row))
                .list();
    }

    List<PlaybookStore.Held> held() {
        return db.sql("""
                SELECT e.path, e.file_version, e.hash, v.number, v.at, v.change_id FROM playbook_entry e
                  JOIN in_force f ON f.version = e.version AND f.world = 'live'
                  JOIN playbook_version v ON v.number = (
                       SELECT MIN(x.version) FROM playbook_entry x JOIN playbook_version w ON w.number = x.version AND w.held = TRUE
                        WHERE x.path = e.path AND x.file_version = e.file_version)
                 ORDER BY e.path
                """)
                .query((row, i) -> new PlaybookStore.Held(
                        row.getString("path"),
                        row.getInt("file_version"),
                        row.getString("hash"),
                        row.getLong("number"),
                        SqlTime.get(row, "at"),
                        row.getString("change_id")))
                .list();
    }

    Optional<byte[]> content(String path, @Nullable Integer version) {
        String which = version == null
                ? "e.version = (SELECT version FROM in_force WHERE world = 'live')"
                : "e.file_version = :version";
        var asked = db.sql(
                        "SELECT b.bytes FROM playbook_blob b WHERE b.hash = (SELECT MIN(e.hash) FROM playbook_entry e"
                                + " WHERE e.path = :path AND " + which + ")")
                .param("path", path);
        return (version == null ? asked : asked.param("version", version))
                .query((row, i) -> row.getBytes("bytes"))
                .optional();
    }

    List<PlaybookStore.Version> versionsOf(String path) {
        return db.sql("""
                SELECT v.* FROM playbook_version v
                  LEFT JOIN playbook_entry e ON e.version = v.number AND e.path = :path
                  LEFT JOIN playbook_entry p ON p.version = v.parent AND p.path = :path
                 WHERE v.held = TRUE AND COALESCE(e.hash, '') <> COALESCE(p.hash, '') ORDER BY v.number DESC
                """).param("path", path).query((row, i) -> version(row)).list();
    }

    private static PlaybookStore.Version version(ResultSet row) throws SQLException {
        return new PlaybookStore.Version(
                row.getLong("number"),
                row.getObject("parent", Long.class),
                new PlaybookStore.Origin(
                        row.getString("author"),
                        row.getString("approver"),
                        row.getString("because"),
                        row.getString("change_id")),
                SqlTime.get(row, "at"),
                row.getBoolean("held"));
    }

    // ---- what came from files

    /** Every content of every file that ever came from files, by path; {@link #GONE} where it was taken away. */
    Map<String, Set<String>> seen() {
        Map<String, Set<String>> seen = new HashMap<>();
        db.sql("SELECT path, hash FROM playbook_seen").query(row -> {
            seen.computeIfAbsent(row.getString("path"), p -> new HashSet<>()).add(row.getString("hash"));
        });
        return seen;
    }

    void see(String path, String hash) {
        int there = db.sql("SELECT COUNT(*) FROM playbook_seen WHERE path = :path AND hash = :hash")
                .param("path", path)
                .param("hash", hash)
                .query(Integer.class)
                .single();
        if (there == 0) {
            db.sql("INSERT INTO playbook_seen (path, hash) VALUES (:path, :hash)")
                    .param("path", path)
                    .param("hash", hash)
                    .update();
        }
    }

    /** What this folder held when it was looked at last, by path; empty where it never was. */
    Map<String, String> source(String source) {
        Map<String, String> held = new HashMap<>();
        db.sql("SELECT path, hash FROM playbook_source WHERE source = :source")
                .param("source", source)
                .query(row -> {
                    held.put(row.getString("path"), row.getString("hash"));
                });
        return held;
    }

    void source(String source, Map<String, String> held) {
        Map<String, String> before = source(source);
        before.forEach((path, hash) -> {
            if (!hash.equals(held.get(path))) {
                db.sql("DELETE FROM playbook_source WHERE source = :source AND path = :path")
                        .param("source", source)
                        .param("path", path)
                        .update();
            }
        });
        held.forEach((path, hash) -> {
            if (!hash.equals(before.get(path))) {
                db.sql("INSERT INTO playbook_source (source, path, hash) VALUES (:source, :path, :hash)")
                        .param("source", source)
                        .param("path", path)
                        .param("hash", hash)
                        .update();
            }
        });
    }

    long highest() {
        List<Long> found = db.sql("SELECT number FROM playbook_version ORDER BY number DESC LIMIT 1")
                .query(Long.class)
                .list();
        return found.isEmpty() ? 0 : found.get(0);
    }

    void putInForce(World world, long version) {
        int there = db.sql("UPDATE in_force SET version = :version WHERE world = :world")
                .param("world", world.id())
                .param("version", version)
                .update();
        if (there == 0) {
            db.sql("INSERT INTO in_force (world, version) VALUES (:world, :version)")
                    .param("world", world.id())
                    .param("version", version)
                    .update();
        }
    }

    Optional<String> deployment(String digest) {
        return db.sql("SELECT deployment_id FROM playbook_deployment WHERE digest = :digest")
                .param("digest", digest)
                .query(String.class)
                .optional();
    }

    void deployed(String digest, String deployment, Instant at) {
        db.sql("INSERT INTO playbook_deployment (digest, deployment_id, at) VALUES (:digest, :deployment, :at)")
                .param("digest", digest)
                .param("deployment", deployment)
                .param("at", SqlTime.of(at))
                .update();
    }
}
