package io.holdfast.learn;

import io.holdfast.engine.NudgeLock;
import io.holdfast.engine.Standing;
import io.holdfast.time.World;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The process of a change, {@code playbook-change}: the row decides, and its messages follow. */
@Component
class ChangeProcess implements NudgeLock, Standing {
    private final JdbcClient db;
    private final ChangeRows rows;

    ChangeProcess(JdbcClient db, ChangeRows rows) {
        this.db = db;
        this.rows = rows;
    }

    @Override
    public boolean owns(String key) {
        return StoredChanges.number(key).isPresent();
    }

    @Override
    public String process() {
        return "playbook-change";
    }

    @Override
    public OptionalLong tryLock(World world, String key) {
        return db.sql("SELECT base FROM playbook_change WHERE number = :number FOR UPDATE SKIP LOCKED")
                .param("number", StoredChanges.number(key).orElseThrow())
                .query(Long.class)
                .optional()
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    @Override
    public List<Condition> conditions() {
        List<Condition> all = new ArrayList<>();
        for (ChangeRow row : rows.open()) {
            if (row.state() == Change.State.ROLLED_BACK) {
                continue; // its process is over; only a judgement is wanted, and that moves no process
            }
            all.add(new Condition(World.LIVE, row.id(), "start", null));
            if (row.state() == Change.State.AWAITING_APPROVAL) {
                all.add(new Condition(World.LIVE, row.id(), "change-replayed", null));
            }
            if (row.state() == Change.State.IN_FORCE) {
                all.add(new Condition(World.LIVE, row.id(), "change-decided", null));
            }
        }
        return all;
    }
}
