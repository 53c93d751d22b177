package io.holdfast.guard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class VerdictRows implements JudgedDecisions {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 1000;

    /** With the verdict that counts: a person's, else the outcome's. */
    private static final String SELECT = """
            SELECT d.*, v.source AS v_source, v.verdict AS v_verdict, v.by_kind AS v_kind, v.by_name AS v_name, v.at AS v_at,
                   v.because AS v_because
              FROM decision d LEFT JOIN decision_verdict v ON v.decision_id = d.id
                   AND (v.source = 'person' OR NOT EXISTS (
                        SELECT 1 FROM decision_verdict p WHERE p.decision_id = d.id AND p.source = 'person'))
            """;

    private final JdbcClient db;
    private final Evidence evidence;
    private final Times times;

    VerdictRows(JdbcClient db, Evidence evidence, Times times) {
        this.db = db;
        this.evidence = evidence;
        this.times = times;
    }

    @Override
    public List<Judged> list(World world, Search search, int limit) {
        Map<String, Object> with = new LinkedHashMap<>();
        List<String> where = new ArrayList<>(List.of("d.world = :world"));
        with.put("world", world.id());
        if (search.chain() != null) {
            where.add("d.chain = :chain");
            with.put("chain", search.chain());
        }
        if (search.asked() != null) {
            where.add("(d.asked = :asked OR d.action = :asked)");
            with.put("asked", search.asked());
        }
        if ("open".equals(search.verdict())) {
            where.add("v.verdict IS NULL");
        } else if (search.verdict() != null) {
            where.add("v.verdict = :verdict");
            with.put("verdict", search.verdict());
        }
        if (search.before() != null) {
            where.add("d.at < :before");
            with.put("before", SqlTime.of(search.before()));
        }
        return db.sql(SELECT + " WHERE " + String.join(" AND ", where) + " ORDER BY d.at DESC, d.id DESC LIMIT "
                        + limit)
                .params(with)
                .query((row, i) -> map(row))
                .list();
    }

    @Override
    public Optional<Judged> find(String id) {
        return db.sql(SELECT + " WHERE d.id = :id")
                .param("id", id)
                .query((row, i) -> map(row))
                .optional();
    }

    @Override
    public Map<String, String> facts(Judged decision) {
        Map<String, String> facts = new LinkedHashMap<>();
        db.sql("SELECT body FROM decision_facts WHERE incident_key = :chain AND hash = :hash")
                .param("chain", decision.chain())
                .param("hash", decision.facts())
                .query(String.class)
                .optional()
                .ifPresent(body ->
                        read(body).fields().forEachRemaining(f -> facts.put(f.getKey(), words(f.getValue()))));
        return facts;
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Facts that were recorded can't be read", e);
        }
    }

    private static String words(JsonNode value) {
        if (value.isNull()) {
            return "not known";
        }
        if (value.isArray()) {
            List<String> all = new ArrayList<>();
            value.forEach(each -> all.add(each.asText()));
            return all.isEmpty() ? "none" : String.join(", ", all);
        }
        return value.isBoolean() ? (value.asBoolean() ? "yes" : "no") : value.asText();
    }

    @Override
    @Transactional
    public void judge(String id, boolean right, String because, Actor by) {
        if (because.isBlank() || because.length() > LONGEST) {
            throw new IllegalArgumentException("'because' says why, in at most " + LONGEST + " characters");
        }
        Judged decision = find(id).orElseThrow(() -> new NoSuchElementException("There is no decision " + id));
        put(decision, "person", right, because.strip(), by);
    }

    @Override
    @Transactional
    public void outcome(String subject, boolean right, String what) {
        List<Judged> about = db.sql(SELECT + " WHERE d.subject = :subject AND d.did <> 'person' ORDER BY d.at, d.id")
                .param("subject", subject)
                .query((row, i) -> map(row))
                .list();
        for (Judged decision : about) {
            db.sql("UPDATE decision SET outcome = :what, outcome_at = :now WHERE id = :id")
                    .param("what", what)
                    .param("now", SqlTime.of(times.in(decision.world())))
                    .param("id", decision.id())
                    .update();
            put(decision, "outcome", right, what, new Actor.Self("guard"));
        }
    }

    private void put(Judged decision, String source, boolean right, String because, Actor by) {
        Instant now = times.in(decision.world());
        Hand hand = Hand.of(by);
        db.sql("DELETE FROM decision_verdict WHERE decision_id = :id AND source = :source")
                .param("id", decision.id())
                .param("source", source)
                .update();
        db.sql("""
                INSERT INTO decision_verdict (decision_id, source, verdict, by_kind, by_name, at, because)
                VALUES (:id, :source, :verdict, :kind, :name, :now, :because)
                """)
                .param("id", decision.id())
                .param("source", source)
                .param("verdict", right ? "right" : "wrong")
                .param("kind", hand.kind())
                .param("name", hand.name())
                .param("now", SqlTime.of(now))
                .param("because", because)
                .update();
        String table = decision.path().substring(decision.path().lastIndexOf('/') + 1);
        evidence.record(new Entry(
                decision.world(),
                decision.chain(),
                now,
                "decision." + (right ? "right" : "wrong"),
                "The decision of " + table + " row " + decision.rules() + " was " + (right ? "right" : "wrong")
                        + (source.equals("outcome") ? ": " + because : ""),
                by,
                Map.of("id", decision.id(), "source", source),
                source.equals("person") ? Map.of("note", because.getBytes(StandardCharsets.UTF_8)) : Map.of()));
    }

    @Override
    public List<Figure> figures(World world, Instant from, Instant to) {
        return db.sql("""
                SELECT COALESCE(d.action, d.asked) AS what,
                       SUM(CASE WHEN v.verdict = 'right' THEN 1 ELSE 0 END) AS n_right,
                       SUM(CASE WHEN v.verdict = 'wrong' THEN 1 ELSE 0 END) AS n_wrong,
                       SUM(CASE WHEN v.verdict IS NULL THEN 1 ELSE 0 END) AS n_open
                  FROM decision d LEFT JOIN decision_verdict v ON v.decision_id = d.id
                       AND (v.source = 'person' OR NOT EXISTS (
                            SELECT 1 FROM decision_verdict p WHERE p.decision_id = d.id AND p.source = 'person'))
                 WHERE d.world = :world AND d.at >= :from AND d.at < :to AND (d.did IS NULL OR d.did <> 'person')
                 GROUP BY COALESCE(d.action, d.asked) ORDER BY 1
                """)
                .param("world", world.id())
                .param("from", SqlTime.of(from))
                .param("to", SqlTime.of(to))
                .query((row, i) -> new Figure(
                        row.getString("what"), row.getLong("n_right"), row.getLong("n_wrong"), row.getLong("n_open")))
                .list();
    }

    private static Judged map(ResultSet row) throws SQLException {
        return new Judged(
                row.getString("id"),
                new World(row.getString("world")),
                row.getString("chain"),
                SqlTime.get(row, "at"),
                row.getString("asked"),
                row.getString("path"),
                row.getInt("version"),
                row.getLong("playbook"),
                row.getString("rules"),
                row.getString("facts"),
                row.getString("says"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("did"),
                row.getString("because"),
                row.getString("outcome"),
                SqlTime.orNull(row, "outcome_at"),
                verdict(row));
    }

    private static @Nullable Verdict verdict(ResultSet row) throws SQLException {
        String verdict = row.getString("v_verdict");
        return verdict == null
                ? null
                : new Verdict(
                        verdict.equals("right"),
                        row.getString("v_source"),
                        new Hand(row.getString("v_kind"), row.getString("v_name")).word(),
                        SqlTime.get(row, "v_at"),
                        row.getString("v_because"));
    }
}
