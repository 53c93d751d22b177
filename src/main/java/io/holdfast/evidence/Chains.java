package io.holdfast.evidence;

import io.holdfast.time.SqlTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/** The chains' rows: the only writer of {@code evidence}. */
@Component
class Chains {

    private final JdbcTemplate db;

    Chains(JdbcTemplate db) {
        this.db = db;
    }

    record Id(String world, String chain) implements Comparable<Id> {
        private static final Comparator<Id> ORDER =
                Comparator.comparing(Id::chain).thenComparing(Id::world);

        @Override
        public int compareTo(Id other) {
            return ORDER.compare(this, other);
        }
    }

    record Head(long seq, String hash) {}

    /** Locks the heads in chain order, and adds these at their ends, all in the current transaction. */
    void append(List<Link> links) {
        Map<Id, List<Link>> byChain = new TreeMap<>();
        for (Link link : links) {
            byChain.computeIfAbsent(new Id(link.world().id(), link.chain()), id -> new ArrayList<>())
                    .add(link);
        }
        List<Object[]> heads = new ArrayList<>();
        List<Object[]> rows = new ArrayList<>();
        List<Object[]> attachments = new ArrayList<>();
        byChain.forEach((id, added) -> {
            Head head = locked(id);
            for (Link link : added) {
                long seq = head.seq() + 1;
                String text = link.text(seq);
                String hash = Hashes.link(head.hash(), text);
                rows.add(new Object[] {
                    id.world(),
                    id.chain(),
                    seq,
                    SqlTime.of(link.at()),
                    link.kind(),
                    link.automatic(),
                    text,
                    head.hash(),
                    hash
                });
                link.attachments()
                        .forEach(a -> attachments.add(
                                new Object[] {id.world(), id.chain(), seq, a.name(), a.salt(), a.content()}));
                head = new Head(seq, hash);
            }
            heads.add(new Object[] {head.seq(), head.hash(), id.world(), id.chain()});
        });
        db.batchUpdate(
                "INSERT INTO evidence (world, chain, seq, at, kind, automatic, body, prev, hash) VALUES (?,?,?,?,?,?,?,?,?)",
                rows);
        if (!attachments.isEmpty()) {
            db.batchUpdate(
                    "INSERT INTO attachment (world, chain, seq, name, salt, content) VALUES (?,?,?,?,?,?)",
                    attachments);
        }
        db.batchUpdate("UPDATE evidence_head SET seq = ?, hash = ? WHERE world = ? AND chain = ?", heads);
    }

    private Head locked(Id id) {
        Head head = lock(id);
        if (head == null) {
            begin(id);
            head = lock(id);
        }
        return Objects.requireNonNull(head, () -> "The chain " + id.chain() + " has no head");
    }

    private @Nullable Head lock(Id id) {
        return db
                .query(
                        "SELECT seq, hash FROM evidence_head WHERE world = ? AND chain = ? FOR UPDATE",
                        (row, i) -> new Head(row.getLong("seq"), row.getString("hash")),
                        id.world(),
                        id.chain())
                .stream()
                .findFirst()
                .orElse(null);
    }

    /** Begins a chain; where another transaction did so first, this one waits for it and goes on behind it. */
    private void begin(Id id) {
        db.execute((ConnectionCallback<Boolean>) connection -> begin(connection, id));
    }

    private static Boolean begin(Connection connection, Id id) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            new JdbcTemplate(new SingleConnectionDataSource(connection, true))
                    .update(
                            "INSERT INTO evidence_head (world, chain, seq, hash, checkpointed) VALUES (?, ?, 0, ?, 0)",
                            id.world(),
                            id.chain(),
                            Hashes.NOTHING);
            connection.releaseSavepoint(before);
            return true;
        } catch (DuplicateKeyException e) {
            connection.rollback(before);
            return false;
        }
    }
}
