package io.holdfast.updates;

import io.holdfast.time.SqlTime;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The drafts as rows; a process holds an id only. */
@Component
class Drafts {
    /** State of words whose promise came due while nothing may go out by itself: a holding text is asked for in their place. */
    static final String PROMISE_DUE = "promise-due";

    private final JdbcClient db;

    Drafts(JdbcClient db) {
        this.db = db;
    }

    void insert(Draft d) {
        db.sql(
                        "UPDATE update_draft SET state = 'lapsed' WHERE incident_key = :incident AND state IN ('drafted', 'held')")
                .param("incident", d.incident())
                .update();
        db.sql("""
                INSERT INTO update_draft (id, incident_key, kind, state, facts_version, signature, drawn_at, next_word_at, reason)
                VALUES (:id, :incident, :kind, :state, :facts, :signature, :at, :next, :reason)
                """)
                .param("id", d.id())
                .param("incident", d.incident())
                .param("kind", d.kind())
                .param("state", d.state())
                .param("facts", d.factsVersion())
                .param("signature", d.signature())
                .param("at", SqlTime.of(d.drawnAt()))
                .param("next", SqlTime.of(d.nextWordAt()))
                .param("reason", d.reason())
                .update();
        d.texts()
                .forEach((locale, body) -> db.sql(
                                "INSERT INTO update_text (draft_id, locale, body) VALUES (:id, :locale, :body)")
                        .param("id", d.id())
                        .param("locale", locale)
                        .param("body", body)
                        .update());
    }

    void state(String id, String state) {
        db.sql("UPDATE update_draft SET state = :state WHERE id = :id")
                .param("state", state)
                .param("id", id)
                .update();
    }

    /** Held: nothing leaves, and it is asked about anew at that moment. */
    void hold(String id, Instant until) {
        db.sql("UPDATE update_draft SET state = 'held', next_word_at = :until WHERE id = :id")
                .param("until", SqlTime.of(until))
                .param("id", id)
                .update();
    }

    /** It is over: should the incident come back, whoever heard so has to be told anew. What a person dropped stays dropped. */
    void end(String incident) {
        db.sql(
                        "UPDATE update_draft SET state = 'ended' WHERE incident_key = :incident AND state NOT IN ('dropped', 'lapsed')")
                .param("incident", incident)
                .update();
    }

    /** Approved, with the signature of what it says now. */
    void approved(String id, String signature) {
        db.sql("UPDATE update_draft SET state = 'approved', signature = :signature WHERE id = :id")
                .param("signature", signature)
                .param("id", id)
                .update();
    }

    /** Texts that were proposed and drawn anew before anybody answered. */
    Set<String> lapsedTexts(String incident) {
        return new HashSet<>(
                db.sql("""
                SELECT t.body FROM update_text t JOIN update_draft d ON d.id = t.draft_id
                 WHERE d.incident_key = :incident AND d.state = 'lapsed'
                """).param("incident", incident).query(String.class).list());
    }

    void text(String id, String locale, String body) {
        db.sql("UPDATE update_text SET body = :body WHERE draft_id = :id AND locale = :locale")
                .param("body", body)
                .param("id", id)
                .param("locale", locale)
                .update();
    }

    void promise(String id, Instant nextWordAt) {
        db.sql("UPDATE update_draft SET next_word_at = :next WHERE id = :id")
                .param("next", SqlTime.of(nextWordAt))
                .param("id", id)
                .update();
    }

    Draft get(String id) {
        return find(id).orElseThrow(() -> new NoSuchElementException("There is no draft " + id));
    }

    Optional<Draft> find(String id) {
        return read("SELECT * FROM update_draft WHERE id = :key", id);
    }

    Optional<Draft> newest(String incident) {
        return read(
                "SELECT * FROM update_draft WHERE incident_key = :key ORDER BY drawn_at DESC, id DESC LIMIT 1",
                incident);
    }

    private Optional<Draft> read(String sql, String key) {
        return db.sql(sql)
                .param("key", key)
                .query((r, i) -> new Draft(
                        r.getString("id"),
                        r.getString("incident_key"),
                        r.getString("kind"),
                        r.getString("state"),
                        r.getInt("facts_version"),
                        r.getString("signature"),
                        SqlTime.get(r, "drawn_at"),
                        SqlTime.orNull(r, "next_word_at"),
                        r.getString("reason"),
                        texts(r.getString("id"))))
                .optional();
    }

    private Map<String, String> texts(String id) {
        Map<String, String> texts = new LinkedHashMap<>();
        db.sql("SELECT locale, body FROM update_text WHERE draft_id = :id ORDER BY locale")
                .param("id", id)
                .query((r, i) -> texts.put(r.getString("locale"), r.getString("body")))
                .list();
        return texts;
    }
}
