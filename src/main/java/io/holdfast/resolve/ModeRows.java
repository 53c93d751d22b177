package io.holdfast.resolve;

import io.holdfast.incident.Scope;
import io.holdfast.time.SqlTime;
import io.holdfast.time.World;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The mode switches as rows, and nothing more: legal moves and the record are {@link ModeChanges}'s. */
@Component
class ModeRows {
    private final JdbcClient db;

    ModeRows(JdbcClient db) {
        this.db = db;
    }

    void insert(SwitchRow row) {
        columns(db.sql("""
                        INSERT INTO mode_switch
                          (id, world, incident_key, journey, mode, name, regions, channels, segments, place, lights_then, state,
                           since, because, approved, begun, back_because, hard_end_at)
                        VALUES
                          (:id, :world, :incident, :journey, :mode, :name, :regions, :channels, :segments, :place, '', :state,
                           :since, :because, :approved, :begun, :back, :hardEnd)
                        """), row)
                .param("world", row.world().id())
                .param("incident", row.incident())
                .param("journey", row.journey())
                .param("place", row.place())
                .update();
        stamp(row.world());
    }

    void update(SwitchRow row) {
        columns(db.sql("""
                UPDATE mode_switch SET mode = :mode, name = :name, regions = :regions, channels = :channels,
                       segments = :segments, state = :state, since = :since, because = :because, approved = :approved,
                       begun = :begun, back_because = :back, hard_end_at = :hardEnd
                 WHERE id = :id
                """), row).update();
        stamp(row.world());
    }

    /** The flags that its steps have set, and not put back. */
    Map<String, Object> flagsSet(String switchId) {
        Map<String, Object> set = new LinkedHashMap<>();
        ActionRows steps = new ActionRows(db);
        List<ActionRow> all = steps.of(switchId);
        for (ActionRow row : all) {
            boolean back = all.stream()
                    .anyMatch(u -> u.undo()
                            && u.action().id().equals(row.action().id())
                            && u.state().equals("done"));
            if (row.action().kind().equals("flag") && !row.undo() && row.state().equals("done") && !back) {
                set.putAll(row.action().flags());
            }
        }
        return set;
    }

    /** Something changed that flags are answered from. */
    void touched(World world) {
        stamp(world);
    }

    void stamp(World world) {
        db.sql("UPDATE mode_stamp SET version = version + 1 WHERE world = :world")
                .param("world", world.id())
                .update();
    }

    long stampOf(World world) {
        return db.sql("SELECT version FROM mode_stamp WHERE world = :world")
                .param("world", world.id())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    SwitchRow get(String id) {
        return db.sql("SELECT * FROM mode_switch WHERE id = :id")
                .param("id", id)
                .query((r, i) -> map(r))
                .optional()
                .orElseThrow(() -> new NoSuchElementException("There is no mode switch " + id));
    }

    Modes.Course course(String id) {
        return db.sql("SELECT state, verified_at, back_because FROM mode_switch WHERE id = :id")
                .param("id", id)
                .query((r, i) -> new Modes.Course(
                        r.getString("state"), SqlTime.orNull(r, "verified_at"), r.getString("back_because")))
                .optional()
                .orElseThrow(() -> new NoSuchElementException("There is no mode switch " + id));
    }

    /** The signals say that it helps. */
    void verified(String id, Instant at) {
        db.sql("UPDATE mode_switch SET verified_at = :at WHERE id = :id")
                .param("at", SqlTime.of(at))
                .param("id", id)
                .update();
    }

    /** All of these incidents, each in its order of protection. */
    List<SwitchRow> of(java.util.Collection<String> incidents) {
        return incidents.isEmpty()
                ? List.of()
                : db.sql(
                                "SELECT * FROM mode_switch WHERE incident_key IN (:incidents) ORDER BY incident_key, place, id")
                        .param("incidents", incidents)
                        .query((row, i) -> map(row))
                        .list();
    }

    List<SwitchRow> of(String incident) {
        return db.sql("SELECT * FROM mode_switch WHERE incident_key = :incident ORDER BY place, id")
                .param("incident", incident)
                .query((r, i) -> map(r))
                .list();
    }

    /** Those of this time round: an incident that was reopened begins anew. */
    List<SwitchRow> ofThisRound(String incident) {
        return db.sql("SELECT * FROM mode_switch WHERE incident_key = :incident AND earlier = FALSE ORDER BY place, id")
                .param("incident", incident)
                .query((r, i) -> map(r))
                .list();
    }

    void endRound(String incident) {
        db.sql("UPDATE mode_switch SET earlier = TRUE WHERE incident_key = :incident AND earlier = FALSE")
                .param("incident", incident)
                .update();
    }

    /** Whoever asks for a mode or puts one back by hand does it one after the other; taken after the incident's lock. */
    void lock(World world) {
        db.sql("SELECT version FROM mode_stamp WHERE world = :world FOR UPDATE")
                .param("world", world.id())
                .query(Long.class)
                .optional();
    }

    /** The ids of those without an incident whose hard end has come. */
    List<String> aloneAndDue(World world, Instant now) {
        return db.sql("""
                SELECT id FROM mode_switch
                 WHERE world = :world AND incident_key IS NULL AND state IN ('on', 'verified') AND hard_end_at <= :now
                 ORDER BY id
                """)
                .param("world", world.id())
                .param("now", SqlTime.of(now))
                .query(String.class)
                .list();
    }

    Optional<Instant> aloneNextEnd(World world) {
        return db.sql("""
                SELECT hard_end_at FROM mode_switch
                 WHERE world = :world AND incident_key IS NULL AND state IN ('on', 'verified') AND hard_end_at IS NOT NULL
                 ORDER BY hard_end_at LIMIT 1
                """)
                .param("world", world.id())
                .query((r, i) -> SqlTime.get(r, "hard_end_at"))
                .optional();
    }

    List<SwitchRow> current(World world) {
        return db.sql(
                        "SELECT * FROM mode_switch WHERE world = :world AND state NOT IN ('off', 'refused') ORDER BY place, id")
                .param("world", world.id())
                .query((r, i) -> map(r))
                .list();
    }

    /** Those of this mode that are not over, each in a scope of its own; those that are on before those that are only proposed. */
    List<SwitchRow> on(World world, String journey, String mode) {
        return current(world).stream()
                .filter(r -> r.journey().equals(journey) && r.mode().equals(mode))
                .sorted(Comparator.comparing(r -> ModeMoves.isOn(r.state()) ? 0 : 1))
                .toList();
    }

    /** Proposals that no process has taken in hand. */
    List<SwitchRow> notBegun() {
        return db.sql("""
                SELECT * FROM mode_switch WHERE state = 'proposed' AND begun = FALSE AND incident_key IS NOT NULL ORDER BY id
                """).query((r, i) -> map(r)).list();
    }

    /** Modes that are to be put back and are not yet. */
    List<SwitchRow> undoWanted() {
        return db.sql("""
                SELECT * FROM mode_switch
                 WHERE back_because IS NOT NULL AND state IN ('on', 'verified') AND incident_key IS NOT NULL ORDER BY id
                """).query((r, i) -> map(r)).list();
    }

    /** Modes of incidents that are being switched on or put back. */
    List<SwitchRow> underWay() {
        return db.sql("""
                SELECT * FROM mode_switch
                 WHERE state IN ('switching', 'failing-back', 'rolling-back') AND incident_key IS NOT NULL ORDER BY id
                """).query((r, i) -> map(r)).list();
    }

    private static JdbcClient.StatementSpec columns(JdbcClient.StatementSpec sql, SwitchRow r) {
        return sql.param("id", r.id())
                .param("mode", r.mode())
                .param("name", r.name())
                .param("regions", String.join("\n", r.scope().regions()))
                .param("channels", String.join("\n", r.scope().channels()))
                .param("segments", String.join("\n", r.scope().segments()))
                .param("state", r.state())
                .param("since", SqlTime.of(r.since()))
                .param("because", r.because())
                .param("approved", r.approved())
                .param("begun", r.begun())
                .param("back", r.backBecause())
                .param("hardEnd", SqlTime.of(r.hardEnd()));
    }

    private static SwitchRow map(ResultSet r) throws SQLException {
        return new SwitchRow(
                r.getString("id"),
                new World(r.getString("world")),
                r.getString("incident_key"),
                r.getString("journey"),
                r.getString("mode"),
                r.getString("name"),
                new Scope(list(r, "regions"), list(r, "channels"), list(r, "segments")),
                r.getInt("place"),
                r.getString("state"),
                SqlTime.get(r, "since"),
                r.getString("because"),
                r.getBoolean("approved"),
                r.getBoolean("begun"),
                r.getString("back_because"),
                SqlTime.orNull(r, "hard_end_at"));
    }

    private static List<String> list(ResultSet r, String column) throws SQLException {
        String text = r.getString(column);
        return text.isEmpty() ? List.of() : Arrays.asList(text.split("\n"));
    }
}
