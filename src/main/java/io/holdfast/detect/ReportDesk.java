package io.holdfast.detect;

import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.incident.NewIncident;
import io.holdfast.incident.Scope;
import io.holdfast.time.Ids;
import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class ReportDesk implements Reports {
    private static final int LONGEST = 10_000;

    private final BoardRows rows;
    private final CatalogInForce catalog;
    private final Settling settling;
    private final Titles titles;
    private final Incidents incidents;
    private final Evidence evidence;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Times times;
    private final Ids ids;

    ReportDesk(
            BoardRows rows,
            CatalogInForce catalog,
            Settling settling,
            Titles titles,
            Incidents incidents,
            Evidence evidence,
            JdbcClient db,
            TransactionTemplate transaction,
            Times times,
            Ids ids) {
        this.rows = rows;
        this.catalog = catalog;
        this.settling = settling;
        this.titles = titles;
        this.incidents = incidents;
        this.evidence = evidence;
        this.db = db;
        this.transaction = transaction;
        this.times = times;
        this.ids = ids;
    }

    @Override
    public String report(Report report) {
        String key = transaction.execute(tx -> {
            rows.lock(World.LIVE);
            return open(World.LIVE, report);
        });
        return String.valueOf(key);
    }

    private String open(World world, Report report) {
        Instant now = times.in(world);
        long playbook = catalog.number(world);
        Graph graph = catalog.graph(playbook);
        String dependency = dependency(graph, report.dependency());
        List<Condition> reported = new ArrayList<>();
        for (String journey : report.journeys()) {
            if (graph.catalog().journey(journey).isEmpty()) {
                throw new IllegalArgumentException("The catalog has no journey '" + journey + "'");
            }
            reported.addAll(conditions(report, journey, dependency, now));
        }
        if (reported.isEmpty() && dependency != null) {
            reported.addAll(conditions(report, null, dependency, now));
        }
        if (reported.isEmpty()) {
            throw new IllegalArgumentException("A report names at least one journey in 'journeys', or a 'dependency'");
        }
        Board board = new Board(world, now, playbook, graph, List.of());
        rows.indicators(world).forEach(c -> board.conditions.put(c.id, c));
        Observing seen = new Observing(graph, reported, board.indicators());
        Settling.Triage triage = settling.triage(board, reported);
        String title = report.title() == null || report.title().isBlank()
                ? titles.of(graph, seen.scope(), seen.journeys(), seen.alerted())
                : Texts.bounded(Texts.clean(report.title()).strip(), 400);
        Incident incident = incidents.open(new NewIncident(
                world,
                title,
                seen.scope(),
                seen.journeys(),
                seen.senderSeverity(),
                seen.alerted(),
                seen.kinds(),
                triage.certain(),
                true,
                playbook,
                now,
                report.by(),
                "reported"));
        reported.forEach(c -> {
            c.incident = incident.key();
            c.signalId = row(world, c, title, report, now);
        });
        rows.write(world, reported);
        incidents.tally(incident.key(), 1, 0, 1, now);
        evidence.record(new Entry(
                world,
                incident.key(),
                now,
                "signal",
                "A report",
                report.by(),
                Map.of("kind", "report", "severity", seen.senderSeverity()),
                Map.of(
                        "because",
                        Texts.bounded(Texts.clean(report.because()), LONGEST).getBytes(StandardCharsets.UTF_8))));
        return incident.key();
    }

    private static @Nullable String dependency(Graph graph, @Nullable String named) {
        if (named == null || named.isBlank()) {
            return null;
        }
        String id = graph.dependency(named.strip());
        if (id == null) {
            throw new IllegalArgumentException("The catalog has no dependency '" + Texts.bounded(named, 80) + "'");
        }
        return id;
    }

    /** One condition per named region, channel and segment would be many; the first of each is what a condition holds. */
    private List<Condition> conditions(
            Report report, @Nullable String journey, @Nullable String dependency, Instant now) {
        List<Condition> all = new ArrayList<>();
        Scope scope = report.scope();
        int most = Math.max(
                1,
                Math.max(
                        scope.regions().size(),
                        Math.max(scope.channels().size(), scope.segments().size())));
        for (int i = 0; i < most; i++) {
            Condition c = new Condition("report-" + ids.id(), "report", "people", null, now);
            c.fresh = true;
            c.touched = true;
            c.journey = journey;
            c.dependency = dependency;
            c.region = Texts.name(at(scope.regions(), i), 80);
            c.channel = Texts.name(at(scope.channels(), i), 80);
            c.segment = Texts.name(at(scope.segments(), i), 80);
            c.severity = SeverityWords.ours(report.severity() == null ? "" : report.severity());
            c.title = "Reported by hand";
            c.verdict = SeverityWords.verdict(c.severity);
            all.add(c);
        }
        return all;
    }

    private static String at(List<String> values, int i) {
        return values.isEmpty() ? "" : values.get(Math.min(i, values.size() - 1));
    }

    private long row(World world, Condition c, String title, Report report, Instant now) {
        String because = Texts.bounded(Texts.clean(report.because()), LONGEST);
        db.sql("""
                INSERT INTO signal (world, dedupe, occurrence, source, kind, state, title, journey, dependency, severity, region, channel,
                  segment, at, world_at, received_at, repeats, incident, digest, body)
                VALUES (:world, :dedupe, 1, 'people', 'report', 'firing', :title, :journey, :dependency, :severity, :region, :channel,
                  :segment, :now, :now, :now, 0, :incident, :digest, :body)
                """)
                .param("world", world.id())
                .param("dedupe", Texts.hash("report", c.id))
                .param("title", Texts.bounded(title, 300))
                .param("journey", c.journey)
                .param("dependency", c.dependency)
                .param("severity", c.severity)
                .param("region", c.region)
                .param("channel", c.channel)
                .param("segment", c.segment)
                .param("now", SqlTime.of(now))
                .param("incident", c.incident)
                .param("digest", Texts.hash(because))
                .param("body", because)
                .update();
        return db.sql("SELECT id FROM signal WHERE world = :world AND dedupe = :dedupe")
                .param("world", world.id())
                .param("dedupe", Texts.hash("report", c.id))
                .query(Long.class)
                .single();
    }
}
