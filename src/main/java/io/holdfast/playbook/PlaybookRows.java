package io.holdfast.playbook;

import io.holdfast.playbook.Playbook.FileEntry;
import io.holdfast.time.SqlTime;
import io.holdfast.time.World;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of the playbook. */
@Component
class PlaybookRows {

    /** Author of the versions that were read from files. */
    static final String FILES = "files";

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

    /** The digest of the files that were imported last; a version that was learned since then does not change it. */
    Optional<String> lastImported() {
        return db.sql("SELECT digest FROM playbook_version WHERE author = :files ORDER BY number DESC LIMIT 1")
                .param("files", FILES)
                .query(String.class)
                .optional();
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
    Map<String, FileEntry> insert(long number, OptionalLong parent, String because, PlaybookFiles files, Instant at) {
        Map<String, FileEntry> before = parent.isPresent() ? entries(parent.getAsLong()) : Map.of();
        Map<String, Integer> highest = new HashMap<>();
        db.sql("SELECT path, MAX(file_version) AS highest FROM playbook_entry GROUP BY path")
                .query((row, i) -> Map.entry(row.getString("path"), row.getInt("highest")))
                .list()
                .forEach(each -> highest.put(each.getKey(), each.getValue()));
        Set<String> stored = new HashSet<>(
                db.sql("SELECT hash FROM playbook_blob").query(String.class).list());

        db.sql("""
                INSERT INTO playbook_version (number, parent, author, because, digest, at)
                VALUES (:number, :parent, :author, :because, :digest, :at)
                """)
                .param("number", number)
                .param("parent", parent.isPresent() ? parent.getAsLong() : null, java.sql.Types.BIGINT)
                .param("author", FILES)
                .param("because", because)
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
