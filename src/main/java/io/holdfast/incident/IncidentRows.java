package io.holdfast.incident;

import io.holdfast.catalog.Verdict;
import io.holdfast.engine.NudgeLock;
import io.holdfast.engine.Nudges;
import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Instant;
import java.util.ArrayList;
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
    private final IncidentReading reading;
    private final IncidentWords words;

    IncidentRows(JdbcClient db, Times times, Evidence evidence, Nudges nudges) {
        this.db = db;
        this.reading = new IncidentReading(db, times);
        this.words = new IncidentWords(db);
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
        words.begin(row);
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
        body.put("lights", Incident.forTheRecord(row.journeys));
        incident.note(opening.by(), "incident.opened", row.title + " (" + opening.because() + ")", body, Map.of());
        incident.wake("start", null);
        save(incident);
        return incident;
    }

    @Override
    public Optional<Incident> find(String key) {
        return reading.one("SELECT * FROM incident WHERE incident_key = :key", key);
    }

    @Override
    public Incident locked(String key) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("An incident is locked within a transaction only");
        }
        return reading.one("SELECT * FROM incident WHERE incident_key = :key FOR UPDATE", key)
                .orElseThrow(() -> new NoSuchElementException("There is no incident " + key));
    }

    @Override
    public List<Incident> open(World world) {
        return reading.open(world);
    }

    @Override
    public List<Incident> list(World world, Search search, @Nullable Long before, int limit) {
        return reading.of(
                world.isLive() ? words.find(search, before, limit) : reading.keys(world, search.open(), before, limit));
    }

    @Override
    public void save(Incident incident) {
        IncidentRow row = incident.row;
        if (!incident.entries.isEmpty() || !incident.wakes.isEmpty()) {
            row.changedAt = times.in(row.world);
        }
        columns(db.sql(IncidentSql.UPDATE), row).update();
        parts(row);
        words.keep(row);
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
                .param("onsetAt", SqlTime.of(row.onsetAt))
                .param("detectedAt", SqlTime.of(row.detectedAt))
                .update();
    }

    private static JdbcClient.StatementSpec columns(JdbcClient.StatementSpec sql, IncidentRow row) {
        return sql.param("key", row.key)
                .param("playbook", row.playbook)
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

    // One value a line: regions, channels and segments are labels of signals and may hold any sign but a line's end.
    private static String joined(List<String> values) {
        return values.stream().map(v -> v.replace('\n', ' ')).collect(Collectors.joining("\n"));
    }
}
