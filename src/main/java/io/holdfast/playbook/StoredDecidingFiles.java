package io.holdfast.playbook;

import io.holdfast.evidence.DecidingFiles;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Hands the files that decided to whoever bundles the record. */
@Component
class StoredDecidingFiles implements DecidingFiles {
    private final JdbcClient db;

    StoredDecidingFiles(JdbcClient db) {
        this.db = db;
    }

    @Override
    public Optional<byte[]> bytes(long playbook, String path) {
        return db.sql("""
                SELECT b.bytes FROM playbook_entry e JOIN playbook_blob b ON b.hash = e.hash
                 WHERE e.version = :version AND e.path = :path
                """)
                .param("version", playbook)
                .param("path", path)
                .query((row, i) -> row.getBytes("bytes"))
                .optional();
    }
}
