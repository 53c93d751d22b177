package io.holdfast.incident;

import io.holdfast.catalog.Verdict;
import io.holdfast.engine.NudgeLock;
import io.holdfast.engine.Nudges;
import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@Component
class IncidentRows implements Incidents, NudgeLock {
    private final JdbcClient db;
    private final Times times;
    private final Evidence evidence;
    private final Nudges nudges;

    IncidentRows(JdbcClient db, Times times, Evidence evidence, Nudges nudges) {
        this.db = db;
        this.times = times;
        this.evidence = evidence;
        this.nudges = nudges;
    }

    @Override
    public Incident open(NewIncident opening) {
        World world = opening.world();
        db.sql("UPDATE world SET incidents = incidents + 1 WHERE id = :world")
                .param("world", world.id())
                .update();
        long number = db.sql("SELECT incidents FROM world WHERE id = :world")
                .param("world", world.id())
                .query(Long.class)
                .single();
        Instant now = times.in(world);
        String key = (world.isLive() ? "" : world.id().toUpperCase(java.util.Locale.ROOT) + "-") + "INC-" + number;
        IncidentRow row = new IncidentRow(
                key, world, number, !world.isLive(), opening.manual(), opening.playbook(), opening.onsetAt(), now);
        row.title = opening.title();
        row.scope = opening.scope();
        row.journeys = new ArrayList<>(opening.journeys());
        row.senderSeverity = opening.senderSeverity();
        row.alerted = List.copyOf(opening.alerted());
        row.kinds = List.copyOf(opening.kinds());
        row.certain = opening.certain();
        row.confirmedAt = opening.certain() ? now : null;
        row.signals = opening.manual() ? Verdict.GOOD : Verdict.BAD;
        insert(row);
        db.sql("""
                INSERT INTO incident_tally (incident_key, signals, firing, reports, sources, last_at)
                VALUES (:key, 0, 0, 0, 0, :now)
                """).param("key", key).param("now", SqlTime.of(now)).update();
        Incident incident = new Incident(row, now);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("certain", row.certain);
        body.put("playbook", row.playbook);
        body.put("regions", row.scope.regions());
        body.put("journeys", row.journeys.stream().map(JourneyLights::journey).toList());
        incident.note(opening.by(), "incident.opened", row.title + " (" + opening.because() + ")", body, Map.of());
        incident.wake("start", null);
        save(incident);
        return incident;
    }

    @Override
    public Optional<Incident> find(String key) {
        return read("SELECT * FROM incident WHERE incident_key = :key", key);
    }

    @Override
    public Incident locked(String key) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("An incident is locked within a transaction only");
        }
        return read("SELECT * FROM incident WHERE incident_key = :key FOR UPDATE", key)
                .orElseThrow(() -> new NoSuchElementException("There is no incident " + key));
    }

    private Optional<Incident> read(String sql, String key) {
        return db.sql(sql)
                .param("key", key)
                .query((row, i) -> map(row))
                .optional()
                .map(this::withParts);
    }

    private Incident withParts(IncidentRow row) {
        row.journeys = new ArrayList<>(db.sql("SELECT * FROM incident_journey WHERE incident_key = :key ORDER BY place")
                .param("key", row.key)
                .query((r, i) -> new JourneyLights(
                        r.getString("journey"),
                        Verdict.of(r.getString("reachability")),
                        Verdict.of(r.getString("identity_light")),
                        Verdict.of(r.getString("context_light")),
                        Verdict.of(r.getString("completion"))))
                .list());
        row.suspects = new ArrayList<>(db.sql("SELECT * FROM suspect WHERE incident_key = :key ORDER BY place")
                .param("key", row.key)
                .query((r, i) -> new Suspect(
                        r.getString("suspect"),
                        r.getString("name"),
                        r.getString("kind"),
                        r.getInt("score"),
                        r.getString("because"),
                        r.getString("ruled_out_if")))
                .list());
        return new Incident(row, times.in(row.world));
    }

    @Override
    public List<Incident> open(World world) {
        return list("SELECT * FROM incident WHERE world = :world AND phase <> 'closed' ORDER BY number", world);
    }

    private List<Incident> list(String sql, World world) {
        return db.sql(sql).param("world", world.id()).query((row, i) -> map(row)).list().stream()
                .map(this::withParts)
                .toList();
    }

    @Override
    public List<Incident> list(World world, boolean openOnly, @Nullable Long before, int limit) {
        return db
                .sql("SELECT * FROM incident WHERE world = :world AND number < :before "
                        + (openOnly ? "AND phase <> 'closed' " : "")
                        + "ORDER BY number DESC LIMIT :n")
                .param("world", world.id())
                .param("before", before == null ? Long.MAX_VALUE : before)
                .param("n", limit)
                .query((row, i) -> map(row))
                .list()
                .stream()
                .map(this::withParts)
                .toList();
    }

    @Override
    public void save(Incident incident) {
        IncidentRow row = incident.row;
        if (!incident.entries.isEmpty() || !incident.wakes.isEmpty()) {
            row.changedAt = times.in(row.world);
        }
        columns(db.sql(IncidentSql.UPDATE), row).update();
        parts(row);
        for (Entry entry : incident.entries) {
            evidence.record(entry);
        }
        incident.entries.clear();
        for (Incident.Wake wake : incident.wakes) {
            nudges.push(row.world, row.key, wake.kind(), wake.ref());
        }
        incident.wakes.clear();
    }

    private void parts(IncidentRow row) {
        db.sql("DELETE FROM incident_journey WHERE incident_key = :key")
                .param("key", row.key)
                .update();
        int place = 0;
        for (JourneyLights j : row.journeys) {
            db.sql("""
                    INSERT INTO incident_journey
                      (incident_key, place, journey, reachability, identity_light, context_light, completion)
                    VALUES (:key, :place, :journey, :reachability, :identity, :context, :completion)
                    """)
                    .param("key", row.key)
                    .param("place", place++)
                    .param("journey", j.journey())
                    .param("reachability", j.reachability().id())
                    .param("identity", j.identity().id())
                    .param("context", j.context().id())
                    .param("completion", j.completion().id())
                    .update();
        }
        db.sql("DELETE FROM suspect WHERE incident_key = :key")
                .param("key", row.key)
                .update();
        place = 0;
        for (Suspect s : row.suspects) {
            db.sql("""
                    INSERT INTO suspect (incident_key, place, suspect, name, kind, score, because, ruled_out_if)
                    VALUES (:key, :place, :id, :name, :kind, :score, :because, :ruledOutIf)
                    """)
                    .param("key", row.key)
                    .param("place", place++)
                    .param("id", s.id())
                    .param("name", s.name())
                    .param("kind", s.kind())
                    .param("score", s.score())
                    .param("because", s.because())
                    .param("ruledOutIf", s.ruledOutIf())
                    .update();
        }
    }

    @Override
    public void tally(String key, long signals, long firing, long reports, Instant lastAt) {
        db.sql("""
                UPDATE incident_tally
                   SET signals = signals + :signals, firing = firing + :firing, reports = reports + :reports,
                       last_at = GREATEST(last_at, :last)
                 WHERE incident_key = :key
                """)
                .param("signals", signals)
                .param("firing", firing)
                .param("reports", reports)
                .param("last", SqlTime.of(lastAt))
                .param("key", key)
                .update();
    }

    @Override
    public Tally tally(String key) {
        return db.sql("SELECT * FROM incident_tally WHERE incident_key = :key")
                .param("key", key)
                .query((r, i) -> new Tally(
                        r.getLong("signals"), r.getLong("firing"), r.getLong("reports"), SqlTime.get(r, "last_at")))
                .single();
    }

    /** {@code INC-7}, and in a drill {@code DRILL-3-INC-1}. */
    @Override
    public boolean owns(String key) {
        return key.startsWith("INC-") || key.contains("-INC-");
    }

    @Override
    public String process() {
        return "incident";
    }

    @Override
    public OptionalLong tryLock(World world, String incident) {
        return db.sql("SELECT playbook FROM incident WHERE incident_key = :key FOR UPDATE SKIP LOCKED")
                .param("key", incident)
                .query(Long.class)
                .optional()
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    private void insert(IncidentRow row) {
        columns(db.sql(IncidentSql.INSERT), row)
                .param("world", row.world.id())
                .param("number", row.number)
                .param("drill", row.drill)
                .param("manual", row.manual)
                .param("playbook", row.playbook)
                .param("onsetAt", SqlTime.of(row.onsetAt))
                .param("detectedAt", SqlTime.of(row.detectedAt))
                .update();
    }

    private static JdbcClient.StatementSpec columns(JdbcClient.StatementSpec sql, IncidentRow row) {
        return sql.param("key", row.key)
                .param("title", row.title)
                .param("severity", row.severity.name())
                .param("severityLabel", row.severityLabel)
                .param("severityBecause", row.severityBecause)
                .param("severityBy", row.severityBy)
                .param("phase", row.phase.id())
                .param("status", row.status.name().toLowerCase(java.util.Locale.ROOT))
                .param("ending", row.ending == null ? null : row.ending.id())
                .param("parent", row.parent)
                .param("mergedInto", row.mergedInto)
                .param("certain", row.certain)
                .param("review", row.review)
                .param("regions", joined(row.scope.regions()))
                .param("channels", joined(row.scope.channels()))
                .param("segments", joined(row.scope.segments()))
                .param("senderSeverity", row.senderSeverity)
                .param("alerted", joined(row.alerted))
                .param("kinds", joined(row.kinds))
                .param("suspect", row.suspect)
                .param("suspectBy", row.suspectBy)
                .param("commander", row.commander)
                .param("commanderTeam", row.commanderTeam)
                .param("commanderNeeded", row.commanderNeeded)
                .param("ownerPerson", row.ownerPerson)
                .param("ownerTeam", row.ownerTeam)
                .param("ownerNeeded", row.ownerNeeded)
                .param("vendorCase", row.vendorCase)
                .param("mitigation", row.mitigation)
                .param("workaround", row.workaround)
                .param("signals", row.signals.id())
                .param("signalsSince", SqlTime.of(row.signalsSince))
                .param("reasonGiven", row.reasonGiven)
                .param("watchingSince", SqlTime.of(row.watchingSince))
                .param("decisions", row.decisions)
                .param("confirmedAt", SqlTime.of(row.confirmedAt))
                .param("acknowledgedAt", SqlTime.of(row.acknowledgedAt))
                .param("mitigatedAt", SqlTime.of(row.mitigatedAt))
                .param("restoredAt", SqlTime.of(row.restoredAt))
                .param("endedAt", SqlTime.of(row.endedAt))
                .param("closedAt", SqlTime.of(row.closedAt))
                .param("agentsToldAt", SqlTime.of(row.agentsToldAt))
                .param("customersToldAt", SqlTime.of(row.customersToldAt))
                .param("changedAt", SqlTime.of(row.changedAt));
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

    // One value a line: regions, channels and segments are labels of signals and may hold any sign but a line's end.
    private static String joined(List<String> values) {
        return values.stream().map(v -> v.replace('\n', ' ')).collect(Collectors.joining("\n"));
    }

    private static List<String> split(@Nullable String joined) {
        return joined == null || joined.isEmpty() ? List.of() : Arrays.asList(joined.split("\n"));
    }
}
