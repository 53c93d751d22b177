package io.holdfast.scorecard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.catalog.Light;
import io.holdfast.scorecard.FortyIncidents.Line;
import io.holdfast.scorecard.Past.Span;
import io.holdfast.time.SqlTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The forty incidents as rows and entries, as the loop would have left them. */
final class WrittenHistory {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcClient db;
    private final Map<String, Long> seq = new TreeMap<>();
    private long message;

    WrittenHistory(JdbcClient db) {
        this.db = db;
    }

    void write() {
        meter("m-auth", "authentication_success_rate", "sign-in", "identity");
        meter("m-calls", "answered_share", "reach-team", "reachability");
        FortyIncidents.lines().forEach(this::write);
        // Three that belonged to nothing, and an alert that found no place.
        for (int i = 0; i < 3; i++) {
            entry(
                    "house",
                    FortyIncidents.NOW.minus(Duration.ofDays(i + 1)),
                    "indicator",
                    rule("r1"),
                    bad("answered_share"));
        }
        signal(null, "alert", "alertmanager", "firing", FortyIncidents.NOW.minus(Duration.ofDays(2)), null, null, null);
    }

    private void write(Line line) {
        incident(line);
        record(line);
        told(line);
        line.of("pages").forEach(p -> page(line, p.split("@")[0], line.moment(p.split("@")[1])));
        acts(line);
        int place = 0;
        for (String mode : line.of("modes")) {
            mode(line, "s" + line.number() + "-" + place++, mode);
        }
        review(line);
        if (line.vendor(2) != null) {
            db.sql("INSERT INTO vendor_answer VALUES (?, ?, ?, 'dana', ?)")
                    .params(line.key(), "harrow", SqlTime.of(line.vendor(2)), SqlTime.of(FortyIncidents.NOW))
                    .update();
        }
        line.readings()
                .forEach(r -> signal(
                        null,
                        "measurement",
                        "probe",
                        "",
                        r.at(),
                        r.light() == Light.IDENTITY ? "m-auth" : "m-calls",
                        1 - r.hit(),
                        r.contacts()));
    }

    private void incident(Line line) {
        db.sql("""
                INSERT INTO incident
                  (incident_key, world, number, title, severity, severity_label, severity_because, severity_by, phase, status, ending,
                   merged_into, drill, manual, certain, review, playbook, regions, channels, segments, sender_severity, alerted, kinds,
                   suspect, suspect_by, commander_needed, owner_team, owner_needed, signals, signals_since, reason_given, decisions,
                   onset_at, detected_at, acknowledged_at, mitigated_at, restored_at, ended_at, agents_told_at, customers_told_at,
                   changed_at)
                VALUES (:key, 'live', :number, :title, :severity, '', '', 'rule', 'learn', 'resolved', :ending, :merged, :drill, FALSE,
                        TRUE, FALSE, 1, 'eu-west', '', '', '', '', '', NULL, 'rule', FALSE, :team, FALSE, 'good', :onset, FALSE, :decisions,
                        :onset, :detected, :acknowledged, :mitigated, :restored, :ended, :agents, :customers, :changed)
                """)
                .param("key", line.key())
                .param("number", line.number())
                .param("title", "Incident " + line.number())
                .param("severity", line.cells()[4])
                .param("ending", line.ending())
                .param("merged", line.mergedInto())
                .param("drill", line.drill())
                .param("team", line.text(3))
                .param("decisions", Integer.valueOf(line.cells()[12]))
                .param("onset", SqlTime.of(line.onset()))
                .param("detected", SqlTime.of(line.at(5)))
                .param("acknowledged", SqlTime.of(line.at(7)))
                .param("mitigated", SqlTime.of(line.at(8)))
                .param("restored", SqlTime.of(line.at(9)))
                .param("ended", SqlTime.of(line.ended()))
                .param("agents", SqlTime.of(line.at(10)))
                .param("customers", SqlTime.of(line.at(11)))
                .param("changed", SqlTime.of(FortyIncidents.NOW.minusSeconds(line.number())))
                .update();
        if (line.text(2) != null) {
            suspect(line, 0, line.cells()[2]);
            suspect(line, 1, "somebody-else");
        }
        int place = 0;
        for (String journey :
                new TreeSet<>(line.spans().stream().map(Span::journey).toList())) {
            db.sql("INSERT INTO incident_journey VALUES (?, ?, ?, 'good', 'good', 'good', 'good')")
                    .params(line.key(), place++, journey)
                    .update();
        }
    }

    private void suspect(Line line, int place, String id) {
        db.sql("INSERT INTO suspect VALUES (?, ?, ?, ?, 'identity', 3, '', '')")
                .params(line.key(), place, id, id)
                .update();
    }

    /** One thing of the chain, to be put in order. */
    private record Happened(
            Instant at, String kind, @Nullable String row, Map<String, Object> body) {}

    private void record(Line line) {
        List<Happened> all = new ArrayList<>();
        Instant detected = line.moment(line.cells()[5]);
        all.add(new Happened(detected, "incident.opened", null, Map.of("lights", lights(line, line.onset()))));
        TreeSet<Instant> edges = new TreeSet<>();
        line.spans().forEach(s -> {
            edges.add(s.from());
            edges.add(s.to());
        });
        for (Instant edge : edges) {
            if (edge.isAfter(detected)) {
                all.add(new Happened(edge, "incident.facts", null, Map.of("journeys", lights(line, edge))));
            }
        }
        Instant ended = line.ended();
        if (ended != null) {
            all.add(new Happened(ended, "incident.ended", null, Map.of()));
        }
        if (line.number() == 13) { // was over for a while
            all.add(new Happened(line.moment("25"), "incident.ended", null, Map.of()));
            all.add(new Happened(line.moment("59"), "incident.reopened", null, Map.of()));
        }
        if (line.at(6) != null) {
            all.add(new Happened(
                    line.moment(line.cells()[6]),
                    "signal",
                    null,
                    Map.of("kind", "report", "source", "agent", "state", "firing", "dependency", "")));
        }
        vendor(line, all);
        line.words().forEach(w -> all.add(word(line, w)));
        line.past()
                .alarms()
                .forEach(a -> all.add(
                        a.kind().equals("alert")
                                ? new Happened(
                                        detected,
                                        "signal",
                                        null,
                                        Map.of(
                                                "kind",
                                                "alert",
                                                "source",
                                                a.source(),
                                                "state",
                                                "firing",
                                                "dependency",
                                                ""))
                                : new Happened(
                                        detected,
                                        "indicator",
                                        a.source().split(" ")[0],
                                        bad(a.source().split(" ")[1]))));
        all.sort(java.util.Comparator.comparing(Happened::at));
        all.forEach(h -> entry(line.key(), h.at(), h.kind(), rule(h.row()), h.body()));
    }

    private static void vendor(Line line, List<Happened> all) {
        if (line.vendor(0) != null) {
            // His, and before it somebody else's.
            all.add(new Happened(
                    line.onset(),
                    "signal",
                    null,
                    Map.of("kind", "notice", "source", "statuspage", "state", "firing", "dependency", "crm")));
            all.add(new Happened(
                    line.moment(line.of("vendor").get(0)),
                    "signal",
                    null,
                    Map.of(
                            "kind",
                            "notice",
                            "source",
                            "statuspage",
                            "state",
                            "firing",
                            "dependency",
                            line.cells()[2])));
        }
        if (line.vendor(1) != null) {
            all.add(new Happened(line.moment(line.of("vendor").get(1)), "vendor.case", null, Map.of("case", "C-1")));
        }
    }

    /** The first word by a person; later ones by the holding text, whose promise stands in the fact sheet. */
    private Happened word(Line line, Promises.Word word) {
        boolean first = line.words().get(0).equals(word);
        if (first) {
            return new Happened(
                    word.at(), "update.published", null, Map.of("kind", "first", "next", String.valueOf(word.next())));
        }
        int version = line.words().indexOf(word) + 1;
        db.sql("""
                INSERT INTO fact_sheet (incident_key, version, drawn_at, since, next_word_at, status, regions, channels, segments,
                  journeys, modes, words) VALUES (?, ?, ?, ?, ?, '', '', '', '', '', '', '{}')
                """)
                .params(line.key(), version, SqlTime.of(word.at()), SqlTime.of(line.onset()), SqlTime.of(word.next()))
                .update();
        return new Happened(word.at(), "update.promise-kept", null, Map.of("facts", version));
    }

    private static Map<String, Object> bad(String metric) {
        return Map.of("metric", metric, "now", "bad", "before", "good");
    }

    private static Map<String, Object> lights(Line line, Instant at) {
        Map<String, Object> lights = new LinkedHashMap<>();
        for (String journey :
                new TreeSet<>(line.spans().stream().map(Span::journey).toList())) {
            List<String> words = new ArrayList<>();
            for (Light light : Light.values()) {
                boolean bad = line.spans().stream()
                        .anyMatch(s -> s.journey().equals(journey)
                                && s.light() == light
                                && !at.isBefore(s.from())
                                && at.isBefore(s.to()));
                words.add(bad ? "bad" : "good");
            }
            lights.put(journey, words);
        }
        return lights;
    }

    private static @Nullable Map<String, Object> rule(@Nullable String row) {
        return row == null
                ? null
                : Map.of("rule", "processes/decisions/thresholds.dmn", "version", 1, "playbook", 1, "row", row);
    }

    private void entry(
            String chain, Instant at, String kind, @Nullable Map<String, Object> by, Map<String, Object> body) {
        long n = seq.merge(chain, 1L, Long::sum);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("at", at.toString());
        all.put("kind", kind);
        all.put("by", by == null ? Map.of("self", "test") : by);
        all.put("body", body);
        try {
            db.sql("INSERT INTO evidence VALUES ('live', ?, ?, ?, ?, TRUE, ?, '', '')")
                    .params(chain, n, SqlTime.of(at), kind, JSON.writeValueAsString(all))
                    .update();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        if (chain.equals("house")) {
            db.sql("DELETE FROM evidence_head WHERE chain = 'house'").update();
            db.sql(
                            "INSERT INTO evidence_head (world, chain, seq, hash, checkpointed) VALUES ('live', 'house', ?, '', 0)")
                    .params(n)
                    .update();
        }
    }

    private void told(Line line) {
        if (line.of("told").isEmpty()) {
            return;
        }
        long meant = line.past().told().meant();
        long delivered = line.past().told().delivered();
        message(line, "UPDATE", line.moment("9"), false);
        for (int i = 0; i < meant; i++) {
            // Every other one by mail, which has no receipt: sent is as good as it gets.
            boolean mail = i % 2 == 0;
            delivery(
                    "subscriber:" + i, mail ? "email" : "sms", i >= delivered ? "failed" : mail ? "sent" : "delivered");
        }
        delivery("subscriber:refused", "sms", "refused");
        delivery("subscriber:replaced", "sms", "superseded");
    }

    private void page(Line line, String person, Instant at) {
        message(line, "PAGE", at, false);
        delivery("person:" + person, "slack", "sent");
        delivery("person:" + person, "sms", "delivered");
        delivery("person:unreached", "sms", "failed");
        message(line, "PAGE", at, true); // 'somebody has taken it'
        delivery("person:" + person, "slack", "sent");
    }

    private void message(Line line, String kind, Instant at, boolean correction) {
        message++;
        db.sql("""
                INSERT INTO message (id, world, incident_key, topic, version, kind, lane, urgency, state, audience, audience_words, edit,
                  correction, loose, repeat_unknown, served_at, reason, playbook, facts_version, created_at, put_at)
                VALUES (:id, 'live', :key, :topic, 1, :kind, 0, 1, 'done', '', '', FALSE, :correction, FALSE, FALSE, :at, '', 1, 1, :at, :at)
                """)
                .param("id", message)
                .param("key", line.key())
                .param("topic", "t" + message)
                .param("kind", kind)
                .param("correction", correction)
                .param("at", SqlTime.of(at))
                .update();
    }

    private void delivery(String recipient, String channel, String state) {
        db.sql("""
                INSERT INTO delivery (message_id, recipient, channel, address, address_hash, locale, state, not_before, attempt, tries,
                  asked, changed_at)
                VALUES (:message, :recipient, :channel, '', '', 'en', :state, :at, 1, 1, 0, :at)
                """)
                .param("message", message)
                .param("recipient", recipient)
                .param("channel", channel)
                .param("state", state)
                .param("at", SqlTime.of(FortyIncidents.NOW))
                .update();
    }

    private void acts(Line line) {
        int n = 0;
        for (Past.Act act : line.past().acts()) {
            String id = "d" + line.number() + "-" + n++;
            db.sql("""
                    INSERT INTO decision (id, world, chain, at, asked, path, version, playbook, rules, facts, says, action, did, outcome)
                    VALUES (:id, 'live', :chain, :at, 'guardrails', 'p', :version, 1, 'r1', :facts, '', 'mode.switch', 'act', :outcome)
                    """)
                    .param("id", id)
                    .param("chain", line.key())
                    .param("at", SqlTime.of(line.onset()))
                    .param("version", act.version() ? 3 : 0)
                    .param("facts", act.inputs() ? "known" : "lost")
                    .param("outcome", act.effect() ? "it helped" : null)
                    .update();
            if (act.verdict()) {
                db.sql("INSERT INTO decision_verdict VALUES (?, 'outcome', 'right', 'rule', 'outcome', ?, 'so it was')")
                        .params(id, SqlTime.of(line.onset()))
                        .update();
            }
        }
        if (n > 0) {
            db.sql("INSERT INTO decision_facts VALUES ('live', ?, 'known', '{}')")
                    .params(line.key())
                    .update();
            // Asked, not done by itself: no automatic action.
            db.sql("""
                    INSERT INTO decision (id, world, chain, at, asked, path, version, playbook, rules, facts, says, did)
                    VALUES (:id, 'live', :chain, :at, 'guardrails', 'p', 1, 1, 'r1', 'x', '', 'ask')
                    """)
                    .param("id", "asked" + line.number())
                    .param("chain", line.key())
                    .param("at", SqlTime.of(line.onset()))
                    .update();
        }
    }

    private void mode(Line line, String id, String how) {
        mode(line, id, how, "off");
        mode(line, id + "x", "unproven", "proposed"); // never switched
    }

    private void mode(Line line, String id, String how, String state) {
        db.sql("""
                INSERT INTO mode_switch (id, world, incident_key, journey, mode, name, regions, channels, segments, place, lights_then,
                  state, since, because, approved, back_because, verified_at)
                VALUES (:id, 'live', :key, 'sign-in', 'm', 'M', '', '', '', 1, '', :state, :at, '', TRUE, :back, :verified)
                """)
                .param("id", id)
                .param("key", line.key())
                .param("state", state)
                .param("at", SqlTime.of(line.onset()))
                .param("back", how.equals("failed") ? "it got worse" : null)
                .param("verified", SqlTime.of(how.equals("helped") ? line.onset() : null))
                .update();
    }

    private void review(Line line) {
        Past.Review review = line.past().review();
        if (review != null) {
            db.sql("""
                    INSERT INTO review (incident_key, drafted_at, figures, course, summary, contributing, went_well, lucky, due_at,
                      written_at) VALUES (?, ?, '', '', '', '', '', '', ?, ?)
                    """)
                    .params(
                            line.key(),
                            SqlTime.of(line.onset()),
                            SqlTime.of(review.due()),
                            SqlTime.of(review.written()))
                    .update();
        }
        int place = 0;
        for (Past.FollowUp action : line.past().actions()) {
            LocalDate due = action.due();
            db.sql("""
                    INSERT INTO review_action (id, incident_key, place, what, due_on, agreed_at, done_at)
                    VALUES (?, ?, ?, 'do it', ?, ?, ?)
                    """)
                    .params(
                            line.key() + "-" + place,
                            line.key(),
                            ++place,
                            due,
                            SqlTime.of(line.onset()),
                            SqlTime.of(action.done()))
                    .update();
        }
    }

    private void meter(String id, String metric, String journey, String light) {
        db.sql("""
                INSERT INTO indicator (id, world, metric, journey, region, channel, segment, light, verdict, since, samples, heard_at,
                  flaps, sources) VALUES (:id, 'live', :metric, :journey, 'eu-west', '', '', :light, 'good', :at, 1, :at, 0, 'probe')
                """)
                .param("id", id)
                .param("metric", metric)
                .param("journey", journey)
                .param("light", light)
                .param("at", SqlTime.of(FortyIncidents.NOW))
                .update();
    }

    private void signal(
            @Nullable String incident,
            String kind,
            String source,
            String state,
            Instant at,
            @Nullable String indicator,
            @Nullable Double value,
            @Nullable Long count) {
        message++;
        db.sql("""
                INSERT INTO signal (world, dedupe, occurrence, source, kind, state, title, metric_value, sample_count, severity, region,
                  channel, segment, at, world_at, received_at, repeats, incident, indicator, digest, body)
                VALUES ('live', :dedupe, 1, :source, :kind, :state, '', :value, :count, '', '', '', '', :at, :at, :at, 0, :incident,
                  :indicator, '', '{}')
                """)
                .param("dedupe", "s" + message)
                .param("source", source)
                .param("kind", kind)
                .param("state", state)
                .param("value", value)
                .param("count", count)
                .param("at", SqlTime.of(at))
                .param("incident", incident)
                .param("indicator", indicator)
                .update();
    }
}
