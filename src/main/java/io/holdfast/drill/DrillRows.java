package io.holdfast.drill;

import io.holdfast.time.SqlTime;
import io.holdfast.time.World;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Drills in the database. Who drives one holds its lease; leases go by the machine's clock. */
@Component
class DrillRows {
    // What its own process opens or judges is not driven: that may hold its row for a while, and the others need not
    // wait for it.
    private static final String DRIVEN = "state = 'running' AND stage IN ('running', 'clearing')";

    private final JdbcClient db;

    DrillRows(JdbcClient db) {
        this.db = db;
    }

    /** The next number; the live world's row is locked, as for the next incident. */
    long nextNumber() {
        db.sql("SELECT id FROM world WHERE id = 'live' FOR UPDATE")
                .query(String.class)
                .single();
        return db.sql("SELECT COALESCE(MAX(number), 0) + 1 FROM drill")
                .query(Long.class)
                .single();
    }

    void insert(DrillRow d) {
        db.sql("""
                INSERT INTO drill (number, kind, scenario, name, world, playbook, state, stage, real_time, by_name, begins_at,
                  clock_at, fed, steps, lease_until, started_at)
                VALUES (:number, :kind, :scenario, :name, :world, :playbook, 'running', 'new', :realTime, :by, :begins, :begins, 0, 0,
                  :started, :started)
                """)
                .param("number", d.number())
                .param("kind", d.kind())
                .param("scenario", d.scenario())
                .param("name", d.name())
                .param("world", d.world().id())
                .param("playbook", d.playbook())
                .param("realTime", d.realTime())
                .param("by", d.by())
                .param("begins", SqlTime.of(d.beginsAt()))
                .param("started", SqlTime.of(d.startedAt()))
                .update();
    }

    /** Opens the world's own rows: from here on incidents can be opened there. */
    void openWorld(World world) {
        db.sql("INSERT INTO world (id, incidents) VALUES (:world, 0)")
                .param("world", world.id())
                .update();
    }

    Optional<DrillRow> find(long number) {
        return db.sql("SELECT * FROM drill WHERE number = :number")
                .param("number", number)
                .query((row, i) -> map(row))
                .optional();
    }

    List<DrillRow> list(@Nullable Long before, int limit) {
        return db.sql("SELECT * FROM drill WHERE number < :before ORDER BY number DESC LIMIT :n")
                .param("before", before == null ? Long.MAX_VALUE : before)
                .param("n", limit)
                .query((row, i) -> map(row))
                .list();
    }

    Optional<DrillRow> last(String scenario, long playbook) {
        return db.sql("""
                SELECT * FROM drill WHERE scenario = :scenario AND playbook = :playbook AND kind = 'sandbox'
                   AND (state IN ('passed', 'failed') OR state = 'running' AND real_time = FALSE)
                 ORDER BY number DESC LIMIT 1
                """)
                .param("scenario", scenario)
                .param("playbook", playbook)
                .query((row, i) -> map(row))
                .optional();
    }

    /** Whether an exercise of this scenario began at this moment or later, by the machine's clock; what a change was tried on is none. */
    boolean startedSince(String scenario, Instant since) {
        return db.sql("SELECT COUNT(*) FROM drill WHERE scenario = :scenario AND started_at >= :since"
                                + " AND by_name <> :replay")
                        .param("replay", DrillRow.REPLAY)
                        .param("scenario", scenario)
                        .param("since", SqlTime.of(since))
                        .query(Long.class)
                        .single()
                > 0;
    }

    Optional<Instant> clock(World world) {
        return db.sql("SELECT clock_at FROM drill WHERE world = :world AND kind <> 'live'")
                .param("world", world.id())
                .query((row, i) -> SqlTime.get(row, "clock_at"))
                .optional();
    }

    /** Those that run as fast as they can, and that nobody drives: first what people started and wait for, then what changes are tried on. */
    List<Long> fast(Instant now) {
        return db.sql("""
                SELECT number FROM drill WHERE %s AND kind = 'sandbox' AND real_time = FALSE AND lease_until <= :now
                 ORDER BY CASE WHEN by_name = '%s' THEN 1 ELSE 0 END, number
                """.formatted(DRIVEN, DrillRow.REPLAY))
                .param("now", SqlTime.of(now))
                .query(Long.class)
                .list();
    }

    /** Those that run at an outage's own pace. */
    List<Long> paced() {
        return db.sql("SELECT number FROM drill WHERE " + DRIVEN
                        + " AND kind <> 'live' AND real_time = TRUE ORDER BY number")
                .query(Long.class)
                .list();
    }

    /**
     * Breaks off what a change was to be tried on and what nobody drives.
     *
     * @return their numbers
     */
    List<Long> forget(long playbook, String why, Instant now) {
        List<Long> waiting = db.sql("SELECT number FROM drill WHERE " + DRIVEN
                        + " AND playbook = :playbook AND by_name = '" + DrillRow.REPLAY
                        + "' AND lease_until <= :now ORDER BY number")
                .param("playbook", playbook)
                .param("now", SqlTime.of(now))
                .query(Long.class)
                .list();
        return waiting.stream()
                .filter(number -> db.sql("UPDATE drill SET stage = 'over', aborted = :why WHERE number = :number AND "
                                        + DRIVEN + " AND lease_until <= :now")
                                .param("why", why)
                                .param("number", number)
                                .param("now", SqlTime.of(now))
                                .update()
                        == 1)
                .toList();
    }

    /** @return whether this node drives it from here on, or on */
    boolean take(long number, String node, Instant now, Instant until) {
        return db.sql("""
                UPDATE drill SET node = :node, lease_until = :until
                 WHERE number = :number AND state = 'running' AND (node = :node OR lease_until <= :now)
                """)
                        .param("node", node)
                        .param("until", SqlTime.of(until))
                        .param("number", number)
                        .param("now", SqlTime.of(now))
                        .update()
                == 1;
    }

    void stage(long number, String stage) {
        db.sql("UPDATE drill SET stage = :stage WHERE number = :number")
                .param("stage", stage)
                .param("number", number)
                .update();
    }

    void problem(long number, String problem) {
        db.sql("UPDATE drill SET problem = :problem WHERE number = :number")
                .param("problem", problem.length() <= 2000 ? problem : problem.substring(0, 2000))
                .param("number", number)
                .update();
    }

    void fed(long number, int fed) {
        db.sql("UPDATE drill SET fed = :fed WHERE number = :number")
                .param("fed", fed)
                .param("number", number)
                .update();
    }

    void step(long number, Instant clock) {
        db.sql("UPDATE drill SET clock_at = :clock, steps = steps + 1 WHERE number = :number")
                .param("clock", SqlTime.of(clock))
                .param("number", number)
                .update();
    }

    void end(long number, Drill.State state, @Nullable String problem, Instant now) {
        db.sql("""
                UPDATE drill SET state = :state, stage = 'over', problem = :problem, ended_at = :now, node = NULL, lease_until = :now
                 WHERE number = :number
                """)
                .param("state", state.id())
                .param("problem", problem == null || problem.length() <= 2000 ? problem : problem.substring(0, 2000))
                .param("now", SqlTime.of(now))
                .param("number", number)
                .update();
    }

    // ---- those that people take part in

    /** Whether this is the world of an exercise in which people do the tasks. */
    boolean tabletop(World world) {
        return db.sql("SELECT COUNT(*) FROM drill WHERE world = :world AND kind = 'tabletop'")
                        .param("world", world.id())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Those that step aside for a real incident, and of which there is one at a time. */
    List<DrillRow> withPeople() {
        return db.sql("SELECT * FROM drill WHERE state = 'running' AND kind <> 'sandbox' ORDER BY number")
                .query((row, i) -> map(row))
                .list();
    }

    /** The row, locked until the current transaction's end. */
    Optional<DrillRow> locked(long number) {
        return db.sql("SELECT * FROM drill WHERE number = :number FOR UPDATE")
                .param("number", number)
                .query((row, i) -> map(row))
                .optional();
    }

    /** A second person says yes. */
    void approved(long number, String by) {
        db.sql("UPDATE drill SET approved_by = :by WHERE number = :number")
                .param("by", by)
                .param("number", number)
                .update();
    }

    void aborted(long number, String why) {
        db.sql("UPDATE drill SET aborted = :why WHERE number = :number AND aborted IS NULL")
                .param("why", why.length() <= 2000 ? why : why.substring(0, 2000))
                .param("number", number)
                .update();
    }

    /** Its mode is switched: from now on it runs. */
    void switched(long number, String switchId, Instant now) {
        db.sql(
                        "UPDATE drill SET switch_id = :switch, begins_at = :now, clock_at = :now, stage = 'running' WHERE number = :number")
                .param("switch", switchId)
                .param("now", SqlTime.of(now))
                .param("number", number)
                .update();
    }

    // ---- what is expected

    void expect(long number, int place, String text) {
        db.sql("INSERT INTO drill_expectation (drill, place, text, outcome) VALUES (:drill, :place, :text, 'pending')")
                .param("drill", number)
                .param("place", place)
                .param("text", text.length() <= 600 ? text : text.substring(0, 600))
                .update();
    }

    List<Drill.Expected> expected(long number) {
        return db.sql("SELECT * FROM drill_expectation WHERE drill = :drill ORDER BY place")
                .param("drill", number)
                .query((row, i) -> new Drill.Expected(
                        row.getString("text"),
                        row.getString("outcome"),
                        row.getString("why"),
                        SqlTime.orNull(row, "met_at")))
                .list();
    }

    void judged(long number, int place, String outcome, String why, @Nullable Instant metAt) {
        db.sql("""
                UPDATE drill_expectation SET outcome = :outcome, why = :why, met_at = :met WHERE drill = :drill AND place = :place
                """)
                .param("outcome", outcome)
                .param("why", why.length() <= 1000 ? why : why.substring(0, 1000))
                .param("met", SqlTime.of(metAt))
                .param("drill", number)
                .param("place", place)
                .update();
    }

    // ---- tasks

    /** @param hand place of the rule that answered it; null while it is open */
    record Seen(String key, Instant at, @Nullable Integer hand) {}

    Map<String, Seen> tasks(long number) {
        Map<String, Seen> seen = new HashMap<>();
        db.sql("SELECT * FROM drill_task WHERE drill = :drill")
                .param("drill", number)
                .query(row -> {
                    seen.put(
                            row.getString("task_id"),
                            new Seen(
                                    row.getString("task_key"),
                                    SqlTime.get(row, "seen_at"),
                                    row.getObject("hand", Integer.class)));
                });
        return seen;
    }

    void seen(long number, String task, String key, Instant at) {
        db.sql("INSERT INTO drill_task (drill, task_id, task_key, seen_at) VALUES (:drill, :task, :key, :at)")
                .param("drill", number)
                .param("task", task)
                .param("key", key)
                .param("at", SqlTime.of(at))
                .update();
    }

    void answered(long number, String task, int hand) {
        db.sql("UPDATE drill_task SET hand = :hand WHERE drill = :drill AND task_id = :task")
                .param("hand", hand)
                .param("drill", number)
                .param("task", task)
                .update();
    }

    private static DrillRow map(ResultSet row) throws SQLException {
        return new DrillRow(
                row.getLong("number"),
                row.getString("kind"),
                row.getString("scenario"),
                row.getString("name"),
                new World(row.getString("world")),
                row.getLong("playbook"),
                Drill.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("stage"),
                row.getBoolean("real_time"),
                row.getString("by_name"),
                SqlTime.get(row, "begins_at"),
                SqlTime.get(row, "clock_at"),
                row.getInt("fed"),
                row.getInt("steps"),
                row.getString("problem"),
                SqlTime.get(row, "started_at"),
                SqlTime.orNull(row, "ended_at"),
                row.getString("approved_by"),
                row.getString("switch_id"),
                row.getString("aborted"));
    }
}
