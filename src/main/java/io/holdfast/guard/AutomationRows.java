package io.holdfast.guard;

import io.holdfast.time.SqlTime;
import io.holdfast.time.World;
import java.time.Instant;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The kill switch as a row, and the stamp that says whether anything about automation has changed. */
@Component
class AutomationRows {
    private static final Automation.State UNTOUCHED = new Automation.State(true, "", "", Instant.EPOCH);

    private final JdbcClient db;

    AutomationRows(JdbcClient db) {
        this.db = db;
    }

    Automation.State get(World world) {
        return db.sql("SELECT * FROM automation WHERE world = :world")
                .param("world", world.id())
                .query((row, i) -> new Automation.State(
                        row.getString("state").equals("on"),
                        row.getString("because"),
                        new Hand(row.getString("by_kind"), row.getString("by_name")).word(),
                        SqlTime.get(row, "since")))
                .optional()
                .orElse(UNTOUCHED);
    }

    /** Whether it changed: of two who switch the same way at once, one does. */
    boolean put(World world, boolean on, String because, Hand by, Instant now) {
        int changed = statement(
                "UPDATE automation SET state = :state, because = :because, by_kind = :kind, by_name = :name, since = :now"
                        + " WHERE world = :world AND state <> :state",
                world,
                on,
                because,
                by,
                now);
        if (changed == 0 && !on && !known(world)) {
            try {
                changed = statement(
                        "INSERT INTO automation (world, state, because, by_kind, by_name, since)"
                                + " VALUES (:world, :state, :because, :kind, :name, :now)",
                        world,
                        false,
                        because,
                        by,
                        now);
            } catch (DuplicateKeyException another) {
                throw new IllegalStateException("Automation is off already: somebody else was faster", another);
            }
        }
        return changed == 1;
    }

    private int statement(String sql, World world, boolean on, String because, Hand by, Instant now) {
        return db.sql(sql)
                .param("state", on ? "on" : "off")
                .param("because", because)
                .param("kind", by.kind())
                .param("name", by.name())
                .param("now", SqlTime.of(now))
                .param("world", world.id())
                .update();
    }

    private boolean known(World world) {
        return db.sql("SELECT COUNT(*) FROM automation WHERE world = :world")
                        .param("world", world.id())
                        .query(Long.class)
                        .single()
                > 0;
    }

    void stamp(World world) {
        db.sql("UPDATE automation_stamp SET version = version + 1 WHERE world = :world")
                .param("world", world.id())
                .update();
    }

    long stampOf(World world) {
        return db.sql("SELECT version FROM automation_stamp WHERE world = :world")
                .param("world", world.id())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }
}
