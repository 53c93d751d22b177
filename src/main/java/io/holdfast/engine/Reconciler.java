package io.holdfast.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Holds the rows against the engine and nudges again where they disagree: a lost wake-up does no lasting harm. */
@Component
class Reconciler extends Worker {
    private final JdbcClient db;
    private final java.util.List<Standing> standing;
    private final Nudges nudges;
    private final TransactionTemplate transaction;

    Reconciler(
            JdbcClient db,
            java.util.List<Standing> standing,
            Nudges nudges,
            TransactionTemplate transaction,
            @Value("${holdfast.reconcile-every:PT30S}") Duration every) {
        super("reconciler", every);
        this.db = db;
        this.standing = standing;
        this.nudges = nudges;
        this.transaction = transaction;
    }

    @Override
    protected boolean work() {
        transaction.executeWithoutResult(tx -> {
            Map<String, Set<String>> waits = waits();
            Set<String> running = running();
            for (Standing.Condition c : standing.stream()
                    .flatMap(s -> s.conditions().stream())
                    // A drill's driver loses no wake-up: it delivers them itself.
                    .filter(c -> c.world().isLive())
                    .toList()) {
                boolean disagree = c.kind().equals("start")
                        ? !running.contains(c.incident())
                        : waits.getOrDefault(c.incident(), Set.of()).contains(c.kind());
                if (disagree) {
                    nudges.push(c.world(), c.incident(), c.kind(), c.ref());
                }
            }
        });
        return false;
    }

    private Map<String, Set<String>> waits() {
        Map<String, Set<String>> waits = new HashMap<>();
        db.sql("""
                SELECT DISTINCT e.BUSINESS_KEY_ AS incident, s.EVENT_NAME_ AS kind
                  FROM ACT_RU_EVENT_SUBSCR s
                  JOIN ACT_RU_EXECUTION e ON e.ID_ = s.PROC_INST_ID_
                 WHERE s.EVENT_TYPE_ = 'message' AND e.BUSINESS_KEY_ IS NOT NULL
                """)
                .query((row, i) -> waits.computeIfAbsent(row.getString("incident"), k -> new HashSet<>())
                        .add(row.getString("kind")))
                .list();
        return waits;
    }

    private Set<String> running() {
        return new HashSet<>(db.sql("""
                SELECT e.BUSINESS_KEY_ AS incident FROM ACT_RU_EXECUTION e
                 WHERE e.PARENT_ID_ IS NULL AND e.SUPER_EXEC_ IS NULL AND e.BUSINESS_KEY_ IS NOT NULL
                """).query(String.class).list());
    }
}
