package io.holdfast.learn;

import io.holdfast.playbook.Fault;
import io.holdfast.playbook.FileChange;
import io.holdfast.time.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Changes in the database. Who replays one holds its lease; leases go by the machine's clock. */
@Component
class ChangeRows {
    private final JdbcClient db;

    ChangeRows(JdbcClient db) {
        this.db = db;
    }

    /** The next number; under the playbook's lock. */
    long next() {
        return db.sql("SELECT COALESCE(MAX(number), 0) + 1 FROM playbook_change")
                .query(Long.class)
                .single();
    }

    void insert(ChangeRow c, List<FileChange> files, List<Fault> problems) {
        db.sql("""
                INSERT INTO playbook_change (number, state, emergency, because, incident, base, candidate, by_kind, by_name, proposed_at,
                  lease_until)
                VALUES (:number, :state, :emergency, :because, :incident, :base, :candidate, :kind, :by, :at, :at)
                """)
                .param("number", c.number())
                .param("state", c.state().id())
                .param("emergency", c.emergency())
                .param("because", c.because())
                .param("incident", c.incident())
                .param("base", c.base())
                .param("candidate", c.candidate(), java.sql.Types.BIGINT)
                .param("kind", c.byKind())
                .param("by", c.by())
                .param("at", SqlTime.of(c.proposedAt()))
                .update();
        for (FileChange file : files) {
            db.sql("INSERT INTO playbook_change_file (change_number, path, content) VALUES (:number, :path, :content)")
                    .param("number", c.number())
                    .param("path", file.path())
                    .param("content", file.content(), java.sql.Types.VARCHAR)
                    .update();
        }
        problems(c.number(), problems);
    }

    void problems(long number, List<Fault> problems) {
        for (int i = 0; i < problems.size(); i++) {
            Fault fault = problems.get(i);
            db.sql("""
                    INSERT INTO playbook_change_problem (change_number, place, path, spot, what, remedy)
                    VALUES (:number, :place, :path, :spot, :what, :remedy)
                    """)
                    .param("number", number)
                    .param("place", i)
                    .param("path", cut(fault.path(), 300))
                    .param("spot", fault.place() == null ? null : cut(fault.place(), 400))
                    .param("what", cut(fault.what(), 2000))
                    .param("remedy", cut(fault.remedy(), 2000))
                    .update();
        }
    }

    static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    Optional<ChangeRow> find(long number) {
        return db.sql("SELECT * FROM playbook_change WHERE number = :number")
                .param("number", number)
                .query((row, i) -> map(row))
                .optional();
    }

    /** The row, locked until the current transaction's end. */
    Optional<ChangeRow> locked(long number) {
        return db.sql("SELECT * FROM playbook_change WHERE number = :number FOR UPDATE")
                .param("number", number)
                .query((row, i) -> map(row))
                .optional();
    }

    List<ChangeRow> list(@Nullable Long before, int limit) {
        return db.sql("SELECT * FROM playbook_change WHERE number < :before ORDER BY number DESC LIMIT :n")
                .param("before", before == null ? Long.MAX_VALUE : before)
                .param("n", limit)
                .query((row, i) -> map(row))
                .list();
    }

    List<ChangeRow> of(String incident) {
        return db.sql("SELECT * FROM playbook_change WHERE incident = :incident ORDER BY number DESC")
                .param("incident", incident)
                .query((row, i) -> map(row))
                .list();
    }

    /** Those of which something is still to come. */
    List<ChangeRow> open() {
        return db.sql("""
                SELECT * FROM playbook_change WHERE state IN ('replaying', 'awaiting-approval')
                    OR state = 'in-force' AND (kept_at IS NULL OR emergency = TRUE AND judged_at IS NULL)
                    OR state = 'rolled-back' AND emergency = TRUE AND judged_at IS NULL AND back_by = by_name ORDER BY number
                """).query((row, i) -> map(row)).list();
    }

    List<FileChange> files(long number) {
        return db.sql("SELECT path, content FROM playbook_change_file WHERE change_number = :number ORDER BY path")
                .param("number", number)
                .query((row, i) -> new FileChange(row.getString("path"), row.getString("content")))
                .list();
    }

    List<Fault> problems(long number) {
        return db.sql("SELECT * FROM playbook_change_problem WHERE change_number = :number ORDER BY place")
                .param("number", number)
                .query((row, i) -> new Fault(
                        row.getString("path"), row.getString("spot"), row.getString("what"), row.getString("remedy")))
                .list();
    }

    // ---- its way

    void state(long number, Change.State state) {
        db.sql("UPDATE playbook_change SET state = :state WHERE number = :number")
                .param("state", state.id())
                .param("number", number)
                .update();
    }

    /** It is made anew on another base, and replayed there. */
    void rebased(long number, long base, long candidate) {
        db.sql("DELETE FROM playbook_change_drill WHERE change_number = :number")
                .param("number", number)
                .update();
        db.sql("""
                UPDATE playbook_change SET state = 'replaying', base = :base, candidate = :candidate, replay = NULL, replayed_at = NULL
                 WHERE number = :number
                """)
                .param("base", base)
                .param("candidate", candidate)
                .param("number", number)
                .update();
    }

    /** @return whether it waits for a yes now; an emergency stands as it stood */
    boolean replayed(long number, String replay, Instant at) {
        db.sql("""
                UPDATE playbook_change SET replay = :replay, replayed_at = :at
                 WHERE number = :number AND (state = 'replaying' OR emergency = TRUE)
                """)
                .param("replay", replay)
                .param("at", SqlTime.of(at))
                .param("number", number)
                .update();
        return db.sql(
                                "UPDATE playbook_change SET state = 'awaiting-approval' WHERE number = :number AND state = 'replaying'")
                        .param("number", number)
                        .update()
                == 1;
    }

    void decided(long number, Change.State state, Change.Word word, @Nullable Instant watchUntil) {
        db.sql("""
                UPDATE playbook_change SET state = :state, decided_by = :by, decided_because = :because, decided_at = :at,
                       watch_until = :until WHERE number = :number
                """)
                .param("state", state.id())
                .param("by", word.by())
                .param("because", cut(word.because(), 1000))
                .param("at", SqlTime.of(word.at()))
                .param("until", SqlTime.of(watchUntil))
                .param("number", number)
                .update();
    }

    void judged(long number, Change.Word word) {
        db.sql("""
                UPDATE playbook_change SET judged_by = :by, judged_because = :because, judged_at = :at WHERE number = :number
                """)
                .param("by", word.by())
                .param("because", cut(word.because(), 1000))
                .param("at", SqlTime.of(word.at()))
                .param("number", number)
                .update();
    }

    void rolledBack(long number, Change.Word word, long version) {
        db.sql("""
                UPDATE playbook_change SET state = 'rolled-back', back_by = :by, back_because = :because, back_at = :at,
                       back_version = :version WHERE number = :number
                """)
                .param("by", word.by())
                .param("because", cut(word.because(), 1000))
                .param("at", SqlTime.of(word.at()))
                .param("version", version)
                .param("number", number)
                .update();
    }

    /** When whoever may judge it is reminded next; null where that was never said. */
    Optional<Instant> remindAt(long number) {
        return db.sql("SELECT remind_at FROM playbook_change WHERE number = :number AND remind_at IS NOT NULL")
                .param("number", number)
                .query((row, i) -> SqlTime.get(row, "remind_at"))
                .optional();
    }

    void remindAt(long number, Instant at) {
        db.sql("UPDATE playbook_change SET remind_at = :at WHERE number = :number")
                .param("at", SqlTime.of(at))
                .param("number", number)
                .update();
    }

    void kept(long number, Instant at) {
        db.sql("UPDATE playbook_change SET kept_at = :at WHERE number = :number")
                .param("at", SqlTime.of(at))
                .param("number", number)
                .update();
    }

    // ---- its replay

    /** @return whether this node replays it from here on, or on */
    boolean take(long number, String node, Instant now, Instant until) {
        return db.sql("""
                UPDATE playbook_change SET node = :node, lease_until = :until
                 WHERE number = :number AND (node = :node OR node IS NULL OR lease_until <= :now)
                   AND (state = 'replaying' OR emergency = TRUE AND judged_at IS NULL AND replay IS NULL)
                """)
                        .param("node", node)
                        .param("until", SqlTime.of(until))
                        .param("number", number)
                        .param("now", SqlTime.of(now))
                        .update()
                == 1;
    }

    /** @param before the same scenario on the base */
    record Drilled(String scenario, long drill, @Nullable Long before) {}

    void drilled(long number, Drilled drilled) {
        db.sql("""
                INSERT INTO playbook_change_drill (change_number, scenario, drill, before_drill)
                VALUES (:number, :scenario, :drill, :before)
                """)
                .param("number", number)
                .param("scenario", drilled.scenario())
                .param("drill", drilled.drill())
                .param("before", drilled.before(), java.sql.Types.BIGINT)
                .update();
    }

    List<Drilled> drilled(long number) {
        return db.sql("SELECT * FROM playbook_change_drill WHERE change_number = :number ORDER BY scenario")
                .param("number", number)
                .query((row, i) -> new Drilled(
                        row.getString("scenario"), row.getLong("drill"), row.getObject("before_drill", Long.class)))
                .list();
    }

    private static ChangeRow map(ResultSet row) throws SQLException {
        return new ChangeRow(
                row.getLong("number"),
                Change.State.of(row.getString("state")),
                row.getBoolean("emergency"),
                row.getString("because"),
                row.getString("incident"),
                row.getLong("base"),
                row.getObject("candidate", Long.class),
                row.getString("by_kind"),
                row.getString("by_name"),
                SqlTime.get(row, "proposed_at"),
                row.getString("replay"),
                word(row, "decided"),
                SqlTime.orNull(row, "watch_until"),
                SqlTime.orNull(row, "kept_at"),
                word(row, "judged"),
                word(row, "back"),
                row.getObject("back_version", Long.class));
    }

    private static Change.@Nullable Word word(ResultSet row, String what) throws SQLException {
        Instant at = SqlTime.orNull(row, what + "_at");
        return at == null
                ? null
                : new Change.Word(row.getString(what + "_by"), String.valueOf(row.getString(what + "_because")), at);
    }
}
