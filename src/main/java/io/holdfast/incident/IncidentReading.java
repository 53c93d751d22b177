package io.holdfast.incident;

import io.holdfast.catalog.Verdict;
import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads incidents with their journeys and suspects: three statements, however many there are. */
final class IncidentReading {
    /** One after the other: an index leads each of them past the many that are closed, and none of a list. */
    private static final String NOT_CLOSED = Arrays.stream(Phase.values())
            .filter(phase -> phase != Phase.CLOSED)
            .map(phase -> "SELECT * FROM incident WHERE world = :world AND phase = '" + phase.id() + "'")
            .collect(Collectors.joining(" UNION ALL "));

    private final JdbcClient db;
    private final Times times;

    IncidentReading(JdbcClient db, Times times) {
        this.db = db;
        this.times = times;
    }

    Optional<Incident> one(String sql, String key) {
        return db.sql(sql).param("key", key).query((row, i) -> map(row)).optional().stream()
                .flatMap(row -> whole(List.of(row)).stream())
                .findFirst();
    }

    List<Incident> open(World world) {
        return whole(db.sql(NOT_CLOSED).param("world", world.id()).query((row, i) -> map(row)).list().stream()
                .sorted(Comparator.comparing(row -> row.number))
                .toList());
    }

    /** Keys of a drill's, newest first. */
    List<String> keys(World world, boolean openOnly, @Nullable Long before, int limit) {
        // By the world, too, though there is but one: that is how the index is ordered.
        return db.sql("SELECT incident_key FROM incident WHERE world = :world AND number < :before "
                        + (openOnly ? "AND phase <> 'closed' " : "")
                        + "ORDER BY world, number DESC LIMIT :n")
                .param("world", world.id())
                .param("before", before == null ? Long.MAX_VALUE : before)
                .param("n", limit)
                .query(String.class)
                .list();
    }

    /** Those with these keys, in the order of the keys. */
    List<Incident> of(List<String> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        List<IncidentRow> rows = db.sql("SELECT * FROM incident WHERE incident_key IN (:keys)")
                .param("keys", keys)
                .query((row, i) -> map(row))
                .list();
        Map<String, Incident> byKey = new HashMap<>();
        whole(rows).forEach(i -> byKey.put(i.key(), i));
        return keys.stream().filter(byKey::containsKey).map(byKey::get).toList();
    }

    private List<Incident> whole(Collection<IncidentRow> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<String, IncidentRow> byKey = new HashMap<>();
        rows.forEach(row -> byKey.put(row.key, row));
        db.sql("SELECT * FROM incident_journey WHERE incident_key IN (:keys) ORDER BY incident_key, place")
                .param("keys", byKey.keySet())
                .query(r -> {
                    row(byKey, r)
                            .journeys
                            .add(new JourneyLights(
                                    r.getString("journey"),
                                    Verdict.of(r.getString("reachability")),
                                    Verdict.of(r.getString("identity_light")),
                                    Verdict.of(r.getString("context_light")),
                                    Verdict.of(r.getString("completion"))));
                });
        db.sql("SELECT * FROM suspect WHERE incident_key IN (:keys) ORDER BY incident_key, place")
                .param("keys", byKey.keySet())
                .query(r -> {
                    row(byKey, r)
                            .suspects
                            .add(new Suspect(
                                    r.getString("suspect"),
                                    r.getString("name"),
                                    r.getString("kind"),
                                    r.getInt("score"),
                                    r.getString("because"),
                                    r.getString("ruled_out_if")));
                });
        return rows.stream().map(row -> new Incident(row, times.in(row.world))).toList();
    }

    private static IncidentRow row(Map<String, IncidentRow> byKey, ResultSet r) throws SQLException {
        return java.util.Objects.requireNonNull(byKey.get(r.getString("incident_key")));
    }

    private static IncidentRow map(ResultSet r) throws SQLException {
        IncidentRow row = new IncidentRow(
                r.getString("incident_key"),
                new World(r.getString("world")),
                r.getLong("number"),
                r.getBoolean("drill"),
                r.getBoolean("manual"),
                r.getLong("playbook"),
                SqlTime.get(r, "onset_at"),
                SqlTime.get(r, "detected_at"));
        row.title = r.getString("title");
        row.severity = Severity.valueOf(r.getString("severity"));
        row.severityLabel = r.getString("severity_label");
        row.severityBecause = r.getString("severity_because");
        row.severityBy = r.getString("severity_by");
        row.phase = Phase.valueOf(r.getString("phase").toUpperCase(java.util.Locale.ROOT));
        row.status = Status.valueOf(r.getString("status").toUpperCase(java.util.Locale.ROOT));
        String ending = r.getString("ending");
        row.ending = ending == null ? null : Ending.of(ending);
        row.parent = r.getString("parent");
        row.mergedInto = r.getString("merged_into");
        row.certain = r.getBoolean("certain");
        row.review = r.getBoolean("review");
        row.scope = new Scope(
                split(r.getString("regions")), split(r.getString("channels")), split(r.getString("segments")));
        row.senderSeverity = r.getString("sender_severity");
        row.alerted = split(r.getString("alerted"));
        row.kinds = split(r.getString("kinds"));
        row.suspect = r.getString("suspect");
        row.suspectBy = r.getString("suspect_by");
        row.commander = r.getString("commander");
        row.commanderTeam = r.getString("commander_team");
        row.commanderNeeded = r.getBoolean("commander_needed");
        row.ownerPerson = r.getString("owner_person");
        row.ownerTeam = r.getString("owner_team");
        row.ownerNeeded = r.getBoolean("owner_needed");
        row.vendorCase = r.getString("vendor_case");
        row.mitigation = r.getString("mitigation");
        row.workaround = r.getString("workaround");
        row.signals = Verdict.of(r.getString("signals"));
        row.signalsSince = SqlTime.get(r, "signals_since");
        row.reasonGiven = r.getBoolean("reason_given");
        row.watchingSince = SqlTime.orNull(r, "watching_since");
        row.decisions = r.getInt("decisions");
        row.confirmedAt = SqlTime.orNull(r, "confirmed_at");
        row.acknowledgedAt = SqlTime.orNull(r, "acknowledged_at");
        row.mitigatedAt = SqlTime.orNull(r, "mitigated_at");
        row.restoredAt = SqlTime.orNull(r, "restored_at");
        row.endedAt = SqlTime.orNull(r, "ended_at");
        row.closedAt = SqlTime.orNull(r, "closed_at");
        row.agentsToldAt = SqlTime.orNull(r, "agents_told_at");
        row.customersToldAt = SqlTime.orNull(r, "customers_told_at");
        row.changedAt = SqlTime.get(r, "changed_at");
        return row;
    }

    private static List<String> split(@Nullable String joined) {
        return joined == null || joined.isEmpty() ? List.of() : Arrays.asList(joined.split("\n"));
    }
}
