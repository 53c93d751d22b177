package io.holdfast.guard;

import io.holdfast.playbook.DecisionSeen;
import io.holdfast.time.SqlTime;
import io.holdfast.time.World;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes a row beside each decision of the record that people may want to judge; the record itself is the evidence's. */
@Component
class DecisionRows implements DecisionSeen {
    /** What decides about an incident. How long a step waits, or whether a country may be written to now, is no such thing. */
    private static final Set<String> JUDGED = Set.of("triage", "severity", "ownership", "fallback-rules", "guardrails");

    private static final int LONGEST = 1000;

    private final JdbcClient db;

    DecisionRows(JdbcClient db) {
        this.db = db;
    }

    @Override
    public void seen(Recorded r) {
        if (!JUDGED.contains(r.table()) || r.decision().isEmpty()) {
            return;
        }
        db.sql("""
                INSERT INTO decision (id, world, chain, at, asked, path, version, playbook, rules, facts, says)
                VALUES (:id, :world, :chain, :at, :asked, :path, :version, :playbook, :rules, :facts, :says)
                """)
                .param("id", r.id())
                .param("world", r.world().id())
                .param("chain", r.chain())
                .param("at", SqlTime.of(r.at()))
                .param("asked", r.table())
                .param("path", r.decision().path())
                .param("version", r.decision().version())
                .param("playbook", r.decision().playbook())
                .param("rules", cut(String.join(", ", r.decision().rules()), LONGEST))
                .param("facts", r.facts())
                .param("says", cut(r.says(), 400))
                .update();
    }

    /** What a guardrail was asked about, and what followed. */
    void followed(String id, String action, @Nullable String subject, String did, String because) {
        db.sql("""
                UPDATE decision SET action = :action, subject = :subject, did = :did, because = :because WHERE id = :id
                """)
                .param("action", action)
                .param("subject", subject)
                .param("did", did)
                .param("because", cut(because, LONGEST))
                .param("id", id)
                .update();
    }

    /** Holds everybody else who is about to count, until the end of the transaction. */
    void oneAfterTheOther() {
        db.sql("SELECT id FROM guardrail_lock WHERE id = 1 FOR UPDATE")
                .query(Integer.class)
                .single();
    }

    /** How often this was done by itself since then. */
    long acts(World world, String action, Instant since) {
        return db.sql("""
                SELECT COUNT(*) FROM decision WHERE world = :world AND action = :action AND did = 'act' AND at > :since
                """)
                .param("world", world.id())
                .param("action", action)
                .param("since", SqlTime.of(since))
                .query(Long.class)
                .single();
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
