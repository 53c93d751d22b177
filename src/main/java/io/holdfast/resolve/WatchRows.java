package io.holdfast.resolve;

import io.holdfast.catalog.Verdict;
import io.holdfast.time.SqlTime;
import io.holdfast.time.World;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How modes are held against the signals, as rows. */
@Component
class WatchRows {
    private final JdbcClient db;

    WatchRows(JdbcClient db) {
        this.db = db;
    }

    void insert(World world, WatchRow row) {
        columns(db.sql("""
                        INSERT INTO mode_watch (switch_id, world, lights_then, verify_by, good_since, found, words, held)
                        VALUES (:id, :world, :then, :by, :since, :found, :words, :held)
                        """), row)
                .param("world", world.id())
                .param("then", text(row.then()))
                .update();
    }

    void update(WatchRow row) {
        columns(db.sql("""
                UPDATE mode_watch SET verify_by = :by, good_since = :since, found = :found, words = :words, held = :held
                 WHERE switch_id = :id
                """), row).update();
    }

    Optional<WatchRow> of(String switchId) {
        return db.sql("SELECT * FROM mode_watch WHERE switch_id = :id")
                .param("id", switchId)
                .query((r, i) -> map(r))
                .optional();
    }

    /** The ids of switches of which something was found that their process has not heard. */
    List<String> found() {
        return db.sql("SELECT switch_id FROM mode_watch WHERE found <> '' ORDER BY switch_id")
                .query(String.class)
                .list();
    }

    /** When the next mode must have helped, or has been good for long enough to be looked at. */
    Optional<Instant> nextDue(World world) {
        return db.sql("""
                SELECT w.verify_by FROM mode_watch w JOIN mode_switch s ON s.id = w.switch_id
                 WHERE w.world = :world AND s.state = 'on' AND w.verify_by IS NOT NULL ORDER BY w.verify_by LIMIT 1
                """)
                .param("world", world.id())
                .query((r, i) -> SqlTime.get(r, "verify_by"))
                .optional();
    }

    private static JdbcClient.StatementSpec columns(JdbcClient.StatementSpec sql, WatchRow row) {
        String words = row.words();
        return sql.param("id", row.switchId())
                .param("by", SqlTime.of(row.verifyBy()))
                .param("since", SqlTime.of(row.goodSince()))
                .param("found", row.found())
                .param("words", words.length() > 1000 ? words.substring(0, 1000) : words)
                .param("held", row.held());
    }

    private static String text(Map<String, Verdict> then) {
        StringBuilder text = new StringBuilder();
        then.forEach((metric, verdict) ->
                text.append(metric).append('=').append(verdict.id()).append('\n'));
        return text.toString();
    }

    private static WatchRow map(ResultSet r) throws SQLException {
        Map<String, Verdict> then = new LinkedHashMap<>();
        for (String line : r.getString("lights_then").split("\n")) {
            int at = line.lastIndexOf('=');
            if (at > 0) {
                then.put(line.substring(0, at), Verdict.of(line.substring(at + 1)));
            }
        }
        return new WatchRow(
                r.getString("switch_id"),
                then,
                SqlTime.orNull(r, "verify_by"),
                SqlTime.orNull(r, "good_since"),
                r.getString("found"),
                r.getString("words"),
                r.getString("held"));
    }
}
