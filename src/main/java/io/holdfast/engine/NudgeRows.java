package io.holdfast.engine;

import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class NudgeRows implements Nudges {

    private final JdbcClient db;
    private final Times times;
    private final ApplicationEventPublisher events;

    NudgeRows(JdbcClient db, Times times, ApplicationEventPublisher events) {
        this.db = db;
        this.times = times;
        this.events = events;
    }

    /** Says within this process that there is a nudge to deliver. */
    record Written() {}

    record Nudge(long id, World world, String incident, String kind, String ref, int attempts) {}

    @Override
    public void push(World world, String incident, String kind, @Nullable String ref) {
        // Equal nudges coalesce: where one stands already, it will wake as well as this one would have.
        db.sql("""
                INSERT INTO nudge (world, incident_key, kind, ref, due_at, attempts)
                SELECT :world, CAST(:incident AS VARCHAR(60)), CAST(:kind AS VARCHAR(40)), CAST(:ref AS VARCHAR(80)), :due, 0
                 WHERE NOT EXISTS (SELECT 1 FROM nudge WHERE incident_key = :incident AND kind = :kind AND ref = :ref)
                """)
                .param("world", world.id())
                .param("incident", incident)
                .param("kind", kind)
                .param("ref", ref == null ? "" : ref)
                .param("due", SqlTime.of(times.real()))
                .update();
        AfterCommit.run(() -> events.publishEvent(new Written()));
    }

    /** Those of the live world. */
    List<Nudge> due(int limit) {
        return due("world = 'live' AND due_at <= :now", Map.of("now", SqlTime.of(times.real())), limit);
    }

    /** Those of a drill, which wait for nothing. */
    List<Nudge> due(World world, int limit) {
        return due("world = :world", Map.of("world", world.id()), limit);
    }

    private List<Nudge> due(String which, Map<String, ?> params, int limit) {
        return db.sql("SELECT id, world, incident_key, kind, ref, attempts FROM nudge WHERE " + which
                        + " ORDER BY id LIMIT :n")
                .params(params)
                .param("n", limit)
                .query((row, i) -> new Nudge(
                        row.getLong("id"),
                        new World(row.getString("world")),
                        row.getString("incident_key"),
                        row.getString("kind"),
                        row.getString("ref"),
                        row.getInt("attempts")))
                .list();
    }

    boolean delete(long id) {
        return db.sql("DELETE FROM nudge WHERE id = :id").param("id", id).update() == 1;
    }

    void postpone(Nudge nudge, Duration by, String problem) {
        db.sql("UPDATE nudge SET attempts = attempts + 1, due_at = :due, problem = :problem WHERE id = :id")
                .param("due", SqlTime.of(times.real().plus(by)))
                .param("problem", problem.length() > 1000 ? problem.substring(0, 1000) : problem)
                .param("id", nudge.id())
                .update();
    }
}
