package io.holdfast.scorecard;

import io.holdfast.scorecard.Past.Act;
import io.holdfast.scorecard.Past.FollowUp;
import io.holdfast.scorecard.Past.Paged;
import io.holdfast.scorecard.Past.Review;
import io.holdfast.scorecard.Past.Told;
import io.holdfast.scorecard.Past.Tried;
import io.holdfast.time.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows that tell of past incidents, many at once: one statement per table, however many incidents there are. */
@Component
class PastRows {
    private final JdbcClient db;

    PastRows(JdbcClient db) {
        this.db = db;
    }

    /** The incident's own row. */
    record Row(
            String key,
            long number,
            boolean drill,
            @Nullable String ending,
            @Nullable String mergedInto,
            String severity,
            @Nullable String suspect,
            @Nullable String team,
            List<String> regions,
            long decisions,
            Instant onset,
            Instant detected,
            @Nullable Instant acknowledged,
            @Nullable Instant mitigated,
            @Nullable Instant restored,
            @Nullable Instant ended,
            @Nullable Instant agentsTold,
            @Nullable Instant customersTold,
            Instant changedAt) {}

    Map<String, Row> incidents(Collection<String> keys) {
        Map<String, Row> found = new HashMap<>();
        each("""
                SELECT incident_key, number, drill, ending, merged_into, severity, suspect, owner_team, regions, decisions, onset_at,
                       detected_at, acknowledged_at, mitigated_at, restored_at, ended_at, agents_told_at, customers_told_at,
                       changed_at
                  FROM incident WHERE world = 'live' AND incident_key IN (:keys)
                """, keys, r -> found.put(r.getString("incident_key"), row(r)));
        return found;
    }

    private static Row row(ResultSet r) throws SQLException {
        String regions = r.getString("regions");
        return new Row(
                r.getString("incident_key"),
                r.getLong("number"),
                r.getBoolean("drill"),
                r.getString("ending"),
                r.getString("merged_into"),
                r.getString("severity"),
                r.getString("suspect"),
                r.getString("owner_team"),
                regions.isEmpty() ? List.of() : Arrays.asList(regions.split("\n")),
                r.getLong("decisions"),
                SqlTime.get(r, "onset_at"),
                SqlTime.get(r, "detected_at"),
                SqlTime.orNull(r, "acknowledged_at"),
                SqlTime.orNull(r, "mitigated_at"),
                SqlTime.orNull(r, "restored_at"),
                SqlTime.orNull(r, "ended_at"),
                SqlTime.orNull(r, "agents_told_at"),
                SqlTime.orNull(r, "customers_told_at"),
                SqlTime.get(r, "changed_at"));
    }

    /** What stands beside the incidents' own rows. */
    Beside beside(Collection<String> keys) {
        Beside b = new Beside();
        each(
                "SELECT incident_key, journey FROM incident_journey WHERE incident_key IN (:keys)",
                keys,
                r -> add(b.journeys, r, r.getString("journey")));
        each(
                "SELECT incident_key, suspect FROM suspect WHERE incident_key IN (:keys) ORDER BY incident_key, place",
                keys,
                r -> add(b.suspects, r, r.getString("suspect")));
        each(
                "SELECT incident_key, version, next_word_at FROM fact_sheet WHERE incident_key IN (:keys) AND next_word_at IS NOT NULL",
                keys,
                r -> b.promised.put(
                        r.getString("incident_key") + "/" + r.getInt("version"), SqlTime.get(r, "next_word_at")));
        told(keys, b);
        each(
                """
                SELECT DISTINCT m.incident_key, m.id, m.created_at, d.recipient FROM message m
                  JOIN delivery d ON d.message_id = m.id
                 WHERE m.incident_key IN (:keys) AND m.world = 'live' AND m.kind = 'PAGE' AND m.correction = FALSE
                   AND d.recipient LIKE 'person:%' AND d.state IN ('sent', 'delivered')
                """,
                keys,
                r -> add(
                        b.pages,
                        r,
                        new Paged(
                                r.getString("recipient").substring("person:".length()), SqlTime.get(r, "created_at"))));
        acts(keys, b);
        each(
                """
                SELECT s.incident_key, s.verified_at, s.back_because, s.state, w.found FROM mode_switch s
                  LEFT JOIN mode_watch w ON w.switch_id = s.id
                 WHERE s.incident_key IN (:keys) AND s.state NOT IN ('proposed', 'refused')
                   AND NOT EXISTS (SELECT 1 FROM drill d WHERE d.switch_id = s.id)
                """,
                keys,
                r -> add(
                        b.modes,
                        r,
                        tried(SqlTime.orNull(r, "verified_at"), r.getString("back_because"), r.getString("found"))));
        each(
                "SELECT incident_key, due_at, written_at FROM review WHERE incident_key IN (:keys)",
                keys,
                r -> b.reviews.put(
                        r.getString("incident_key"),
                        new Review(SqlTime.orNull(r, "due_at"), SqlTime.orNull(r, "written_at"))));
        each(
                "SELECT incident_key, due_on, done_at FROM review_action WHERE incident_key IN (:keys)",
                keys,
                r -> add(
                        b.actions,
                        r,
                        new FollowUp(r.getObject("due_on", LocalDate.class), SqlTime.orNull(r, "done_at"))));
        each(
                "SELECT incident_key, answered_at FROM vendor_answer WHERE incident_key IN (:keys)",
                keys,
                r -> b.answered.put(r.getString("incident_key"), SqlTime.get(r, "answered_at")));
        each("""
                SELECT incident_key, MIN(answered_at) AS at FROM answer
                 WHERE incident_key IN (:keys) AND task_key = 'openVendorCase' GROUP BY incident_key
                """, keys, r -> b.opened.put(r.getString("incident_key"), SqlTime.get(r, "at")));
        return b;
    }

    /** Helped where the signals said so; failed where it was put back, or what was watched got worse; else nothing is proven. */
    static Tried tried(@Nullable Instant verified, @Nullable String backBecause, @Nullable String found) {
        if (verified != null) {
            return Tried.HELPED;
        }
        return backBecause != null || "worse".equals(found) ? Tried.FAILED : Tried.UNPROVEN;
    }

    /** Meant to arrive is what was not refused, replaced or taken back; a mail and a post have no receipt, there sent is as good. */
    private void told(Collection<String> keys, Beside b) {
        each(
                """
                SELECT m.incident_key,
                       SUM(CASE WHEN d.state IN ('refused', 'superseded', 'withdrawn', 'untold') THEN 0 ELSE 1 END) AS meant,
                       SUM(CASE WHEN d.state = 'delivered' OR d.state = 'sent' AND d.channel NOT IN ('sms', 'voice') THEN 1 ELSE 0 END)
                           AS arrived
                  FROM message m JOIN delivery d ON d.message_id = m.id
                 WHERE m.incident_key IN (:keys) AND m.world = 'live' AND m.kind = 'UPDATE' GROUP BY m.incident_key
                """,
                keys,
                r -> b.told.put(r.getString("incident_key"), new Told(r.getLong("meant"), r.getLong("arrived"))));
    }

    private void acts(Collection<String> keys, Beside b) {
        each(
                """
                SELECT d.chain AS incident_key, d.version, d.playbook, d.outcome, d.says,
                       CASE WHEN EXISTS (SELECT 1 FROM decision_facts f WHERE f.incident_key = d.chain AND f.hash = d.facts)
                            THEN 1 ELSE 0 END AS inputs,
                       CASE WHEN EXISTS (SELECT 1 FROM decision_verdict v WHERE v.decision_id = d.id) THEN 1 ELSE 0 END AS judged
                  FROM decision d WHERE d.chain IN (:keys) AND d.world = 'live' AND d.did = 'act'
                """,
                keys,
                r -> add(
                        b.acts,
                        r,
                        new Act(
                                r.getInt("inputs") == 1,
                                r.getInt("version") > 0 && r.getLong("playbook") > 0,
                                r.getString("outcome") != null,
                                r.getInt("judged") == 1)));
    }

    private void each(String sql, Collection<String> keys, RowCallbackHandler row) {
        if (!keys.isEmpty()) {
            db.sql(sql).param("keys", keys).query(row);
        }
    }

    private static <T> void add(Map<String, List<T>> all, ResultSet r, T one) throws SQLException {
        all.computeIfAbsent(r.getString("incident_key"), k -> new ArrayList<>()).add(one);
    }

    /** What stands beside, by the incident's key. */
    static final class Beside {
        private final Map<String, List<String>> journeys = new HashMap<>();
        private final Map<String, List<String>> suspects = new HashMap<>();
        private final Map<String, Instant> promised = new HashMap<>();
        private final Map<String, Told> told = new HashMap<>();
        private final Map<String, List<Paged>> pages = new HashMap<>();
        private final Map<String, List<Act>> acts = new HashMap<>();
        private final Map<String, List<Tried>> modes = new HashMap<>();
        private final Map<String, Review> reviews = new HashMap<>();
        private final Map<String, List<FollowUp>> actions = new HashMap<>();
        private final Map<String, Instant> opened = new HashMap<>();
        private final Map<String, Instant> answered = new HashMap<>();

        List<String> journeys(String key) {
            return journeys.getOrDefault(key, List.of());
        }

        /** What a person chose, else the first suspect; null where there is none. */
        @Nullable
        String cause(Row row) {
            if (row.suspect() != null) {
                return row.suspect();
            }
            return suspects.getOrDefault(row.key(), List.of()).stream()
                    .findFirst()
                    .orElse(null);
        }

        @Nullable
        Instant promised(String key, String version) {
            return promised.get(key + "/" + version);
        }

        Told told(String key) {
            return told.getOrDefault(key, new Told(0, 0));
        }

        List<Paged> pages(String key) {
            return pages.getOrDefault(key, List.of());
        }

        List<Act> acts(String key) {
            return acts.getOrDefault(key, List.of());
        }

        List<Tried> modes(String key) {
            return modes.getOrDefault(key, List.of());
        }

        @Nullable
        Review review(String key) {
            return reviews.get(key);
        }

        List<FollowUp> actions(String key) {
            return actions.getOrDefault(key, List.of());
        }

        /** When the task of opening a case at the vendor was done. */
        @Nullable
        Instant opened(String key) {
            return opened.get(key);
        }

        @Nullable
        Instant answered(String key) {
            return answered.get(key);
        }
    }
}
