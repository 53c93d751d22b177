package io.holdfast.detect;

import io.holdfast.evidence.Entry;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.incident.IncidentsForTests;
import io.holdfast.playbook.SampleVersion;
import io.holdfast.time.Ids;
import io.holdfast.time.SettableClock;
import io.holdfast.time.World;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Detection wired by hand over a real database with the sample playbook: one node. Judging runs when the test says so. */
final class Node implements AutoCloseable {
    final SettableClock clock;
    final JdbcClient db;
    final JdbcTemplate jdbc;
    final TransactionTemplate transaction;
    final List<Entry> entries = new CopyOnWriteArrayList<>();
    final List<String> nudges = new CopyOnWriteArrayList<>();
    final Incidents incidents;
    final BoardRows rows;
    final Awaited awaited = new Awaited();
    final Correlator correlator;
    final SignalStore store;
    final StoreWriter writer;
    final Intake intake;
    final Lights lights;
    final SignalLog log;
    final Reports reports;
    final Arrivals arrivals;
    final CatalogInForce catalog;
    final IndicatorsDue due;

    Node(DataSource source) {
        this(source, new SettableClock(true));
    }

    Node(DataSource source, SettableClock clock) {
        this.clock = clock;
        jdbc = new JdbcTemplate(source);
        db = JdbcClient.create(jdbc);
        transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        SampleVersion sample = new SampleVersion(db);
        Ids ids = new SomeIds();
        incidents = IncidentsForTests.over(
                db, clock, entries::add, (world, incident, kind, ref) -> nudges.add(incident + " " + kind));
        catalog = new CatalogInForce(sample);
        rows = new BoardRows(db, jdbc);
        Titles titles = new Titles(sample.words());
        Settling settling = new Settling(incidents, sample.decisions(), titles);
        Judging judging = new Judging(
                rows,
                catalog,
                new Thresholds(sample.decisions()),
                incidents,
                settling,
                new SignalRecord(rows, incidents, entries::add),
                clock);
        correlator = new Correlator(rows, judging, awaited, transaction, clock);
        store = new SignalStore(db, jdbc, transaction);
        writer = new StoreWriter(store, correlator);
        writer.start();
        intake = new Intake(catalog, new Mappings(), writer, store, awaited, db, clock, ids);
        lights = new LightsNow(rows, catalog, incidents);
        log = new SignalRows(db);
        reports = new ReportDesk(rows, catalog, settling, titles, incidents, entries::add, db, transaction, clock, ids);
        arrivals = new Arrivals(clock, ids);
        due = new IndicatorsDue(db);
    }

    Receipt send(String json) {
        return intake.canonical("tester", json);
    }

    /** Sends and judges. */
    Receipt tell(String json) {
        Receipt receipt = send(json);
        judge();
        return receipt;
    }

    void judge() {
        while (correlator.work()) {
            Thread.onSpinWait();
        }
    }

    void advance(Duration by) {
        clock.setOffset(clock.offset().plus(by));
    }

    Instant now() {
        return clock.in(World.LIVE);
    }

    List<Incident> open() {
        return incidents.open(World.LIVE);
    }

    Incident only() {
        List<Incident> all = open();
        if (all.size() != 1) {
            throw new AssertionError("One incident expected, there are "
                    + all.stream().map(Incident::key).toList());
        }
        return all.get(0);
    }

    void change(String key, java.util.function.Consumer<Incident> change) {
        transaction.executeWithoutResult(tx -> {
            Incident incident = incidents.locked(key);
            change.accept(incident);
            incidents.save(incident);
        });
    }

    long count(String table) {
        return db.sql("SELECT COUNT(*) FROM " + table).query(Long.class).single();
    }

    static String alert(String dependency, String key, String status, Map<String, String> more) {
        StringBuilder json = new StringBuilder("{\"kind\":\"alert\",\"source\":\"prom\",\"key\":\"" + key
                + "\",\"status\":\"" + status + "\",\"title\":\"" + key + "\",\"labels\":{\"dependency\":\""
                + dependency + "\",\"severity\":\"critical\"");
        more.forEach((name, value) -> {
            if (!name.equals("at")) {
                json.append(",\"").append(name).append("\":\"").append(value).append('"');
            }
        });
        json.append('}');
        if (more.containsKey("at")) {
            json.append(",\"at\":\"").append(more.get("at")).append('"');
        }
        return json.append('}').toString();
    }

    static String alert(String dependency, String key, String status) {
        return alert(dependency, key, status, Map.of());
    }

    @Override
    public void close() {
        writer.stop();
    }

    private static final class SomeIds implements Ids {
        private static final AtomicLong NEXT = new AtomicLong();
        private final SecureRandom random = new SecureRandom();

        @Override
        public String id() {
            return "test" + NEXT.incrementAndGet();
        }

        @Override
        public String secret() {
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            return Base64.getUrlEncoder().encodeToString(bytes);
        }

        @Override
        public long below(long bound) {
            return 0;
        }
    }
}
