package io.holdfast.incident;

import io.holdfast.catalog.Verdict;
import io.holdfast.engine.Standing;
import io.holdfast.time.World;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the incidents' rows say, as messages that their processes may be waiting for. */
@Component
class StandingConditions implements Standing {
    private final JdbcClient db;

    StandingConditions(JdbcClient db) {
        this.db = db;
    }

    @Override
    public List<Condition> conditions() {
        List<Condition> all = new ArrayList<>();
        db.sql("""
                SELECT incident_key, world, ending, certain, signals, reason_given, manual, mitigated_at, commander_needed,
                       owner_needed
                  FROM incident WHERE phase IN ('detect', 'diagnose', 'route', 'resolve', 'learn') ORDER BY number
                """)
                .query((row, i) -> {
                    World world = new World(row.getString("world"));
                    String key = row.getString("incident_key");
                    all.add(new Condition(world, key, "start", null));
                    if (row.getString("ending") != null) {
                        all.add(new Condition(world, key, "ended-early", null));
                        all.add(new Condition(world, key, "wind-down", null));
                        return all;
                    }
                    // Only a process at its review waits for this: it has not heard that the incident goes on again.
                    all.add(new Condition(world, key, "reopened", null));
                    if (row.getBoolean("certain")) {
                        all.add(new Condition(world, key, "certain-now", null));
                    }
                    Verdict signals = Verdict.of(row.getString("signals"));
                    boolean mended = !row.getBoolean("manual") || row.getObject("mitigated_at") != null;
                    if (signals == Verdict.GOOD && mended) {
                        all.add(new Condition(world, key, "signals-good", null));
                    } else if (signals == Verdict.BAD && !row.getBoolean("reason_given")) {
                        all.add(new Condition(world, key, "signals-bad", null));
                    }
                    if (row.getBoolean("owner_needed")) {
                        all.add(new Condition(world, key, "owner-needed", "owner"));
                    }
                    if (row.getBoolean("commander_needed")) {
                        all.add(new Condition(world, key, "owner-needed", "commander"));
                    }
                    return all;
                })
                .list();
        return all;
    }
}
