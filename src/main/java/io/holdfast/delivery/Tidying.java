package io.holdfast.delivery;

import io.holdfast.engine.DueSource;
import io.holdfast.engine.Worker;
import io.holdfast.engine.WorldWork;
import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Marks lazily what a newer message or a withdrawal decided at once, frees what was held, and closes what is through. */
@Component
class Tidying extends Worker implements DueSource, WorldWork {
    private static final int BATCH = 5_000;

    private final JdbcClient db;
    private final Times times;
    private final TransactionTemplate transaction;

    Tidying(JdbcClient db, Times times, TransactionTemplate transaction) {
        super("outbox-tidying", Duration.ofMillis(300));
        this.db = db;
        this.times = times;
        this.transaction = transaction;
    }

    @Override
    protected boolean work() {
        return run(World.LIVE);
    }

    @Override
    public boolean run(World world) {
        boolean loose = Boolean.TRUE.equals(transaction.execute(tx -> loose(world)));
        boolean held = Boolean.TRUE.equals(transaction.execute(tx -> held(world)));
        transaction.executeWithoutResult(tx -> through(world));
        return loose || held;
    }

    private boolean loose(World world) {
        // What is on the wire may still come back as waiting: loose until nothing of it is under way.
        db.sql("""
                UPDATE message SET loose = FALSE
                 WHERE loose = TRUE AND world = :world AND NOT EXISTS (SELECT 1 FROM message_expansion x WHERE x.message_id = message.id) AND NOT EXISTS (
                   SELECT 1 FROM delivery d WHERE d.message_id = message.id
                      AND d.state IN ('waiting', 'held', 'sending', 'unknown'))
                """).param("world", world.id()).update();
        record Loose(long id, String state) {}
        Optional<Loose> next = db.sql("""
                SELECT id, state FROM message m
                 WHERE loose = TRUE AND world = :world AND EXISTS (
                   SELECT 1 FROM delivery d WHERE d.message_id = m.id AND d.state IN ('waiting', 'held'))
                 ORDER BY id LIMIT 1
                """)
                .param("world", world.id())
                .query((row, i) -> new Loose(row.getLong("id"), row.getString("state")))
                .optional();
        if (next.isEmpty()) {
            return false;
        }
        return db.sql("""
                UPDATE delivery SET state = :state, changed_at = :now
                 WHERE id IN (SELECT id FROM delivery WHERE message_id = :id AND state IN ('waiting', 'held') LIMIT :n)
                   AND state IN ('waiting', 'held')
                """)
                        .param("state", next.get().state())
                        .param("now", SqlTime.of(times.in(world)))
                        .param("id", next.get().id())
                        .param("n", BATCH)
                        .update()
                > 0;
    }

    private boolean held(World world) {
        record Held(long id, boolean correction, boolean told, String earlier) {}
        List<Held> free = db.sql("""
                SELECT d.id, d.code, m.correction, e.state AS earlier
                  FROM delivery d JOIN message m ON m.id = d.message_id JOIN delivery e ON e.id = d.after_id
                 WHERE d.state = 'held' AND m.world = :world AND e.state NOT IN ('sending', 'unknown', 'waiting', 'held')
                 ORDER BY d.id LIMIT 1000
                """)
                .param("world", world.id())
                .query((row, i) -> new Held(
                        row.getLong("id"),
                        row.getBoolean("correction"),
                        "told".equals(row.getString("code")),
                        row.getString("earlier")))
                .list();
        for (Held h : free) {
            boolean told = h.told() || List.of("sent", "delivered", "doubtful").contains(h.earlier());
            db.sql("UPDATE delivery SET state = :state, code = NULL WHERE id = :id AND state = 'held'")
                    .param("state", h.correction() && !told ? "untold" : "waiting")
                    .param("id", h.id())
                    .update();
        }
        return !free.isEmpty();
    }

    private void through(World world) {
        db.sql("""
                UPDATE message SET state = 'done'
                 WHERE state = 'sending' AND world = :world
                   AND NOT EXISTS (SELECT 1 FROM message_expansion x WHERE x.message_id = message.id) AND NOT EXISTS (
                   SELECT 1 FROM delivery d WHERE d.message_id = message.id
                      AND d.state IN ('waiting', 'held', 'sending', 'unknown'))
                """).param("world", world.id()).update();
    }

    @Override
    public Optional<Instant> nextDue(World world) {
        return db.sql("""
                SELECT MIN(d.not_before) AS due FROM delivery d JOIN message m ON m.id = d.message_id
                 WHERE m.world = :world AND m.state = 'sending' AND d.state = 'waiting' AND d.not_before > :now
                """)
                .param("world", world.id())
                .param("now", SqlTime.of(times.in(world)))
                .query((row, i) -> Optional.ofNullable(SqlTime.orNull(row, "due")))
                .single();
    }
}
