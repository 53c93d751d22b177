package io.holdfast.scorecard;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import javax.sql.DataSource;

/**
 * Writes many closed incidents as the loop would have left them: rows, lights, suspects, entries of their chains, a page each, a
 * decision each, and for some a review with actions; and hours of readings of four meters. The same number gives the same history.
 */
public final class ManyIncidents {
    private static final int BATCH = 2_000;
    private static final String[][] CAUSES = {
        {"identity-provider", "Identity provider", "sign-in", "identity"},
        {"telephony", "Telephony", "reach-team", "reachability"},
        {"crm", "Customer records", "load-record", "context"},
        {"payments-api", "Payments interface", "payment-change", "completion"},
        {"bot-platform", "Assistant", "bot-handoff", "context"},
        {"case-system", "Case system", "case-resolution", "completion"}
    };
    private static final String[] REGIONS = {"eu-west", "eu-north", "us-east"};
    private static final String[] TEAMS = {"identity", "voice", "crm", "payments", "bots"};
    private static final String[] PEOPLE = {"dana", "omar", "priya", "sam", "noor", "jun"};

    private final Random random = new Random(7);
    private final List<Row> rows = new ArrayList<>();
    private final long first;
    private final int number;
    private final Instant until;

    private ManyIncidents(int number, long first, Instant until) {
        this.number = number;
        this.first = first;
        this.until = until;
    }

    private record Row(long n, Instant onset, String[] cause, String region, String team, int severity, long restore) {
        String key() {
            return "INC-" + n;
        }

        String title() {
            // One word that few have, for the search.
            String rare = n % 20_011 == 7 ? " (zebrafish)" : "";
            return cause[1] + " is slow: " + cause[2] + " fails in " + region + rare;
        }

        OffsetDateTime after(long seconds) {
            return onset.plusSeconds(seconds).atOffset(ZoneOffset.UTC);
        }
    }

    /**
     * @param number how many
     * @param until when the last one begins; the first began three years earlier
     */
    public static void write(DataSource source, int number, Instant until) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            new ManyIncidents(number, 1, until).write(connection);
            connection.commit();
        }
    }

    private void write(Connection db) throws SQLException {
        Duration step = Duration.ofDays(3 * 365L).dividedBy(number);
        for (int i = 0; i < number; i++) {
            rows.add(new Row(
                    first + i,
                    until.minus(step.multipliedBy(number - i)).plusSeconds(random.nextInt(600)),
                    CAUSES[random.nextInt(CAUSES.length)],
                    REGIONS[random.nextInt(REGIONS.length)],
                    TEAMS[random.nextInt(TEAMS.length)],
                    1 + Math.min(3, (int) Math.abs(random.nextGaussian() * 1.6 + 1)),
                    600 + (long) (random.nextDouble() * random.nextDouble() * 14_400)));
        }
        incidents(db);
        beside(db);
        entries(db);
        pages(db);
        hours(db);
        each(
                db,
                "UPDATE world SET incidents = ? WHERE id = 'live'",
                List.of(rows.get(0)),
                (s, r) -> s.setLong(1, first + number - 1));
    }

    private interface Bind {
        void to(PreparedStatement statement, Row row) throws SQLException;
    }

    private static void each(Connection db, String sql, List<Row> rows, Bind bind) throws SQLException {
        try (PreparedStatement statement = db.prepareStatement(sql)) {
            int n = 0;
            for (Row row : rows) {
                bind.to(statement, row);
                statement.addBatch();
                if (++n % BATCH == 0) {
                    statement.executeBatch();
                    db.commit();
                }
            }
            statement.executeBatch();
            db.commit();
        }
    }

    private void incidents(Connection db) throws SQLException {
        each(db, """
                INSERT INTO incident
                  (incident_key, world, number, title, severity, severity_label, severity_because, severity_by, phase, status, ending,
                   drill, manual, certain, review, playbook, regions, channels, segments, sender_severity, alerted, kinds,
                   suspect, suspect_by, commander_needed, owner_team, owner_needed, signals, signals_since, reason_given, decisions,
                   onset_at, detected_at, acknowledged_at, mitigated_at, restored_at, ended_at, closed_at, agents_told_at,
                   customers_told_at, changed_at)
                VALUES (?, 'live', ?, ?, ?, '', '', 'rule', 'closed', 'resolved', ?, FALSE, FALSE, TRUE, TRUE, 1, ?, 'voice', '', '', '',
                        'alert', ?, 'rule', FALSE, ?, FALSE, 'good', ?, FALSE, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, rows, (s, r) -> {
            int i = 0;
            s.setString(++i, r.key());
            s.setLong(++i, r.n);
            s.setString(++i, r.title());
            s.setString(++i, "SEV" + r.severity);
            s.setString(++i, r.n % 25 == 0 ? "false-alarm" : "resolved");
            s.setString(++i, r.region);
            s.setString(++i, r.cause[0]);
            s.setString(++i, r.team);
            s.setObject(++i, r.after(r.restore));
            s.setInt(++i, (int) (r.n % 5));
            s.setObject(++i, r.after(0));
            s.setObject(++i, r.after(60 + r.n % 240));
            s.setObject(++i, r.n % 11 == 0 ? null : r.after(300 + r.n % 500));
            s.setObject(++i, r.after(r.restore - 120));
            s.setObject(++i, r.after(r.restore));
            s.setObject(++i, r.after(r.restore + 60));
            s.setObject(++i, r.after(r.restore + 86_400));
            s.setObject(++i, r.after(400));
            s.setObject(++i, r.n % 3 == 0 ? null : r.after(700));
            s.setObject(++i, r.after(r.restore + 86_400));
        });
    }

    private void beside(Connection db) throws SQLException {
        each(
                db,
                "INSERT INTO incident_words (incident_key, place, severity, state, words) VALUES (?, ?, ?, 'closed', ?)",
                rows,
                (s, r) -> {
                    s.setString(1, r.key());
                    s.setLong(2, -r.n);
                    s.setString(3, "SEV" + r.severity);
                    s.setString(
                            4,
                            (r.key() + " " + r.title() + " " + r.team + " " + r.cause[2] + " " + r.cause[0] + " "
                                            + r.cause[1] + " cumulon-eu Cumulon Cloud " + r.region + " voice")
                                    .toLowerCase(Locale.ROOT));
                });
        each(db, "INSERT INTO incident_journey VALUES (?, 0, ?, 'good', 'good', 'good', 'good')", rows, (s, r) -> {
            s.setString(1, r.key());
            s.setString(2, r.cause[2]);
        });
        for (String task : List.of("takeCommand", "takeOwnership")) {
            each(db, """
                    INSERT INTO answer (task_id, incident_key, task_key, by_kind, by_name, answered_at, answers)
                    VALUES (?, ?, ?, 'person', ?, ?, '{}')
                    """, rows, (s, r) -> {
                s.setString(1, task + r.n);
                s.setString(2, r.key());
                s.setString(3, task);
                s.setString(4, PEOPLE[(int) (r.n % PEOPLE.length)]);
                s.setObject(5, r.after(300));
            });
        }
        each(
                db,
                "INSERT INTO suspect VALUES (?, 0, ?, ?, 'identity', 5, 'named by the alert', 'it answers fast')",
                rows,
                (s, r) -> {
                    s.setString(1, r.key());
                    s.setString(2, r.cause[0]);
                    s.setString(3, r.cause[1]);
                });
        each(
                db,
                "INSERT INTO suspect VALUES (?, 1, 'platform:cumulon-eu', 'Cumulon Cloud', 'platform', 2, 'below it', 'others are well')",
                rows,
                (s, r) -> s.setString(1, r.key()));
        each(db, "INSERT INTO incident_tally VALUES (?, 12, 0, 3, 2, ?)", rows, (s, r) -> {
            s.setString(1, r.key());
            s.setObject(2, r.after(60));
        });
        each(db, """
                INSERT INTO decision (id, world, chain, at, asked, path, version, playbook, rules, facts, says, action, subject, did,
                  because, outcome) VALUES (?, 'live', ?, ?, 'guardrails', 'processes/decisions/guardrails.dmn', 1, 1, 'r2', 'f', 'act',
                  'holding-text', NULL, 'act', 'rule r2', ?)
                """, rows, (s, r) -> {
            s.setString(1, "many" + r.n);
            s.setString(2, r.key());
            s.setObject(3, r.after(500));
            s.setString(4, r.n % 4 == 0 ? null : "it went out");
        });
        List<Row> reviewed = rows.stream().filter(r -> r.n % 10 == 0).toList();
        each(db, """
                INSERT INTO review (incident_key, drafted_at, figures, course, summary, contributing, went_well, lucky, written_by,
                  written_at, due_at) VALUES (?, ?, '', '', '', '', '', '', 'dana', ?, ?)
                """, reviewed, (s, r) -> {
            s.setString(1, r.key());
            s.setObject(2, r.after(r.restore));
            s.setObject(3, r.after(r.restore + 80_000));
            s.setObject(4, r.after(r.restore + 259_200));
        });
        each(
                db,
                "INSERT INTO review_action (id, incident_key, place, what, owner, due_on, agreed_at, done_at) VALUES (?, ?, 1, 'a test', 'sam', ?, ?, ?)",
                reviewed,
                (s, r) -> {
                    s.setString(1, "act" + r.n);
                    s.setString(2, r.key());
                    s.setObject(3, r.after(2_000_000).toLocalDate());
                    s.setObject(4, r.after(r.restore));
                    s.setObject(5, r.after(1_900_000));
                });
    }

    private void entries(Connection db) throws SQLException {
        entry(db, 1, "incident.opened", r -> r.after(60), r -> lights(r, "lights", "bad"));
        entry(
                db,
                2,
                "signal",
                r -> r.after(60),
                r -> "{\"kind\":\"alert\",\"source\":\"alertmanager\",\"state\":\"firing\",\"dependency\":\""
                        + r.cause[0] + "\"}");
        entry(
                db,
                3,
                "indicator",
                r -> r.after(90),
                r -> "{\"metric\":\"m_" + r.cause[3] + "\",\"now\":\"bad\",\"before\":\"good\"}");
        entry(
                db,
                4,
                "update.published",
                r -> r.after(700),
                r -> "{\"kind\":\"first\",\"next\":\"" + r.after(1900).toInstant() + "\"}");
        entry(db, 5, "incident.facts", r -> r.after(r.restore - 60), r -> lights(r, "journeys", "good"));
        entry(db, 6, "incident.ended", r -> r.after(r.restore + 60), r -> "{\"ending\":\"resolved\"}");
    }

    private static String lights(Row r, String name, String verdict) {
        List<String> lights = new ArrayList<>();
        for (String light : List.of("reachability", "identity", "context", "completion")) {
            lights.add("\"" + (light.equals(r.cause[3]) ? verdict : "good") + "\"");
        }
        return "{\"" + name + "\":{\"" + r.cause[2] + "\":[" + String.join(",", lights) + "]}}";
    }

    private interface Of<T> {
        T row(Row row);
    }

    private void entry(Connection db, int seq, String kind, Of<OffsetDateTime> at, Of<String> body)
            throws SQLException {
        each(db, "INSERT INTO evidence VALUES ('live', ?, ?, ?, ?, TRUE, ?, 'p', 'h')", rows, (s, r) -> {
            s.setString(1, r.key());
            s.setLong(2, seq);
            s.setObject(3, at.row(r));
            s.setString(4, kind);
            s.setString(
                    5,
                    "{\"at\":\"" + at.row(r).toInstant() + "\",\"automatic\":true,\"body\":" + body.row(r)
                            + ",\"by\":{\"playbook\":1,\"row\":\"r7\",\"rule\":\"processes/decisions/thresholds.dmn\",\"version\":1},\"kind\":\""
                            + kind + "\",\"text\":\"" + kind + "\"}");
        });
    }

    private void pages(Connection db) throws SQLException {
        long base = 10_000_000;
        each(db, """
                INSERT INTO message (id, world, incident_key, topic, version, kind, lane, urgency, state, audience, audience_words, edit,
                  correction, loose, repeat_unknown, served_at, reason, playbook, facts_version, created_at, put_at)
                VALUES (?, 'live', ?, ?, 1, 'PAGE', 0, 1, 'done', '', '', FALSE, FALSE, FALSE, FALSE, ?, '', 1, 1, ?, ?)
                """, rows, (s, r) -> {
            s.setLong(1, base + r.n);
            s.setString(2, r.key());
            s.setString(3, r.key() + "/page/commander");
            s.setObject(4, r.after(70));
            s.setObject(5, r.after(70));
            s.setObject(6, r.after(70));
        });
        each(
                db,
                "INSERT INTO message_text (message_id, channel, locale, place, body, buttons) VALUES (?, 'slack', 'en', 0, 'Take it.', '')",
                rows,
                (s, r) -> s.setLong(1, base + r.n));
        each(db, """
                INSERT INTO delivery (message_id, recipient, channel, address, address_hash, locale, state, not_before, attempt, tries,
                  asked, changed_at) VALUES (?, ?, 'slack', '', '', 'en', 'sent', ?, 1, 1, 0, ?)
                """, rows, (s, r) -> {
            s.setLong(1, base + r.n);
            s.setString(2, "person:" + PEOPLE[(int) (r.n % PEOPLE.length)]);
            s.setObject(3, r.after(70));
            s.setObject(4, r.after(71));
        });
    }

    private void hours(Connection db) throws SQLException {
        String[][] meters = {
            {"authentication", "sign-in"},
            {"context-continuity", "load-record"},
            {"bot-containment", "bot-handoff"},
            {"bot-fallback", "bot-handoff"}
        };
        Instant last = until.truncatedTo(ChronoUnit.HOURS);
        List<Row> some = rows.stream().filter(r -> r.n % 4 == 0).toList();
        for (String[] meter : meters) {
            each(db, """
                    INSERT INTO scorecard_hour (indicator, hour_at, figure, journey, readings, uncounted, contacts, weighted)
                    VALUES (?, ?, ?, ?, 60, 0, ?, ?)
                    """, some, (s, r) -> {
                long contacts = 100 + r.n % 97 * 20;
                s.setString(1, "many-" + meter[0]);
                s.setObject(2, last.minus(r.n / 4, ChronoUnit.HOURS).atOffset(ZoneOffset.UTC));
                s.setString(3, meter[0]);
                s.setString(4, meter[1]);
                s.setLong(5, contacts);
                s.setDouble(6, contacts * (0.9 + r.n % 10 / 100.0));
            });
        }
    }
}
