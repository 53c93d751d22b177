package io.holdfast.evidence;

import io.holdfast.engine.Worker;
import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Each minute the heads that changed enter the house chain, signed: a tail that is cut off later shows. What came within the last
 * minute is not provable in that way.
 */
@Component
class Checkpoints extends Worker {

    private static final int MOST = 5000;

    private final JdbcClient db;
    private final Evidence evidence;
    private final SigningKey key;
    private final Times times;
    private final TransactionTemplate transaction;

    Checkpoints(JdbcClient db, Evidence evidence, SigningKey key, Times times, TransactionTemplate transaction) {
        super("checkpoints", Duration.ofMinutes(1));
        this.db = db;
        this.evidence = evidence;
        this.key = key;
        this.times = times;
        this.transaction = transaction;
    }

    /** @param body the canonical text that was signed */
    record Checkpoint(String body, String signature) {}

    private record Head(String chain, long seq, String hash) {}

    @Override
    protected boolean work() {
        db.sql("SELECT DISTINCT world FROM evidence_head WHERE seq > checkpointed")
                .query(String.class)
                .list()
                .forEach(world -> take(new World(world)));
        return false;
    }

    /** Takes a checkpoint of this world where anything changed since the last. */
    void take(World world) {
        transaction.executeWithoutResult(status -> {
            // one at a time, over all nodes
            db.sql("SELECT id FROM evidence_key WHERE id = 1 FOR UPDATE")
                    .query(Integer.class)
                    .optional();
            List<Head> heads = db.sql("""
                            SELECT chain, seq, hash FROM evidence_head
                             WHERE world = :world AND seq > checkpointed ORDER BY chain LIMIT :n
                            """)
                    .param("world", world.id())
                    .param("n", MOST)
                    .query((row, i) -> new Head(row.getString("chain"), row.getLong("seq"), row.getString("hash")))
                    .list();
            if (!heads.isEmpty()) {
                enter(world, heads);
            }
        });
    }

    /** The newest that covers this chain. */
    Optional<Checkpoint> covering(World world, String chain) {
        return db.sql("""
                        SELECT c.body, c.signature FROM checkpoint c
                          JOIN evidence_head h ON h.checkpoint_id = c.id
                         WHERE h.world = :world AND h.chain = :chain
                        """)
                .param("world", world.id())
                .param("chain", chain)
                .query((row, i) -> new Checkpoint(row.getString("body"), row.getString("signature")))
                .optional();
    }

    private void enter(World world, List<Head> heads) {
        Instant now = times.in(world);
        Map<String, Object> covered = new LinkedHashMap<>();
        heads.forEach(head -> covered.put(head.chain(), Map.of("seq", head.seq(), "hash", head.hash())));
        SigningKey.Signed signed = key.sign(Canonical.text(Map.of("world", world.id(), "at", now, "heads", covered)));
        GeneratedKeyHolder id = new GeneratedKeyHolder();
        db.sql("INSERT INTO checkpoint (world, at, body, signature) VALUES (:world, :at, :body, :signature)")
                .param("world", world.id())
                .param("at", SqlTime.of(now))
                .param("body", signed.text())
                .param("signature", signed.signature())
                .update(id, "id");
        for (Head head : heads) {
            // The checkpoint's own entry in the house chain is no reason for the next one.
            boolean house = head.chain().equals(Entry.HOUSE);
            db.sql("""
                    UPDATE evidence_head SET checkpointed = :seq, checkpoint_id = :id
                     WHERE world = :world AND chain = :chain
                    """)
                    .param("seq", house ? head.seq() + 1 : head.seq())
                    .param("id", Objects.requireNonNull(id.getKey()).longValue())
                    .param("world", world.id())
                    .param("chain", head.chain())
                    .update();
        }
        if (heads.stream().noneMatch(head -> head.chain().equals(Entry.HOUSE))) {
            db.sql("UPDATE evidence_head SET checkpointed = checkpointed + 1 WHERE world = :world AND chain = :chain")
                    .param("world", world.id())
                    .param("chain", Entry.HOUSE)
                    .update();
        }
        evidence.record(new Entry(
                world,
                Entry.HOUSE,
                now,
                "checkpoint",
                heads.size() == 1 ? "A chain was checkpointed" : heads.size() + " chains were checkpointed",
                new Actor.Self("evidence"),
                Map.of("heads", covered, "signature", signed.signature())));
    }
}
