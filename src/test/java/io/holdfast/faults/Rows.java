package io.holdfast.faults;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;

/** All rows of the database, the domain's and the engine's, but those that say by intention that something failed. */
final class Rows {
    /** Numbers that are given out once, pseudonyms that are given apart, and what no act of an incident writes. */
    private static final Pattern APART = Pattern.compile(
            "act_ge_.*|act_re_.*|evidence_person|flyway_schema_history|playbook.*|in_force|spring_session.*|act_id_.*|pace");
    /** A wake-up or job that failed is tried again later, and says why. */
    private static final Set<String> OF_A_TRY = Set.of(
            "nudge.attempts",
            "nudge.due_at",
            "nudge.problem",
            "act_ru_job.rev_",
            "act_ru_job.retries_",
            "act_ru_job.sequence_counter_",
            "act_ru_job.lock_owner_",
            "act_ru_job.lock_exp_time_",
            "act_ru_job.exception_stack_id_",
            "act_ru_job.exception_msg_",
            "act_ru_job.failed_act_id_",
            "act_ru_job.last_failure_log_id_");

    private final JdbcTemplate db;
    private final List<String> tables;

    Rows(JdbcTemplate db) {
        this.db = db;
        this.tables = db
                .queryForList(
                        "SELECT table_name FROM information_schema.tables WHERE LOWER(table_schema) = 'public' ORDER BY 1",
                        String.class)
                .stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> !APART.matcher(name).matches())
                .toList();
    }

    /** What every table holds now: each row as text with the number of its likes. */
    Map<String, Map<String, Integer>> now() {
        Map<String, Map<String, Integer>> all = new TreeMap<>();
        for (String table : tables) {
            Map<String, Integer> rows = new HashMap<>();
            db.query("SELECT * FROM " + table, (ResultSetExtractor<Void>) found -> {
                Map<Integer, String> compared = compared(table, found.getMetaData());
                while (found.next()) {
                    StringBuilder text = new StringBuilder();
                    for (Map.Entry<Integer, String> column : compared.entrySet()) {
                        text.append(column.getValue())
                                .append('=')
                                .append(found.getString(column.getKey()))
                                .append(' ');
                    }
                    rows.merge(text.toString(), 1, Integer::sum);
                }
                return null;
            });
            all.put(table, rows);
        }
        return all;
    }

    private static Map<Integer, String> compared(String table, ResultSetMetaData columns) throws SQLException {
        Map<Integer, String> compared = new TreeMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String name = columns.getColumnLabel(i).toLowerCase(Locale.ROOT);
            if (!OF_A_TRY.contains(table + "." + name)) {
                compared.put(i, name);
            }
        }
        return compared;
    }

    /** What has come and gone between the two. */
    static List<String> changes(Map<String, Map<String, Integer>> before, Map<String, Map<String, Integer>> after) {
        List<String> changes = new ArrayList<>();
        before.forEach((table, rows) -> {
            Map<String, Integer> now = after.getOrDefault(table, Map.of());
            Set<String> all = new HashSet<>(rows.keySet());
            all.addAll(now.keySet());
            for (String row : all) {
                int more = now.getOrDefault(row, 0) - rows.getOrDefault(row, 0);
                if (more != 0) {
                    changes.add((more > 0 ? "+ " : "- ") + table + ": "
                            + row.lines().findFirst().orElse(""));
                }
            }
        });
        return changes;
    }
}
