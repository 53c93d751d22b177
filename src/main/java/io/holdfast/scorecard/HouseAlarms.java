package io.holdfast.scorecard;

import io.holdfast.evidence.Entries;
import io.holdfast.evidence.Entries.Seen;
import io.holdfast.evidence.Entry;
import io.holdfast.time.SqlTime;
import io.holdfast.time.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Indicators that turned bad and belonged to no incident: they stand in the house's own chain, which is read on from where it was left. */
@Component
class HouseAlarms {
    /** How the keys of such alarms begin; the number of the entry follows. */
    static final String KEY = "house/";

    private static final long AT_ONCE = 5_000;

    private final JdbcClient db;
    private final JdbcTemplate jdbc;
    private final Entries entries;
    private final TransactionTemplate transaction;

    HouseAlarms(JdbcClient db, JdbcTemplate jdbc, Entries entries, TransactionTemplate transaction) {
        this.db = db;
        this.jdbc = jdbc;
        this.entries = entries;
        this.transaction = transaction;
    }

    /** Reads on. Returns whether there may be more. */
    boolean readOn() {
        return Boolean.TRUE.equals(transaction.execute(tx -> readOnLocked()));
    }

    private boolean readOnLocked() {
        Optional<Long> held = db.sql("SELECT seq FROM scorecard_read WHERE chain = 'house' FOR UPDATE SKIP LOCKED")
                .query(Long.class)
                .optional();
        if (held.isEmpty()) {
            return false;
        }
        long from = held.get();
        long last = entries.last(World.LIVE, Entry.HOUSE);
        long upTo = Math.min(last, from + AT_ONCE);
        if (upTo <= from) {
            return false;
        }
        List<Object[]> rows = new ArrayList<>();
        Set<Integer> buckets = new TreeSet<>();
        for (Seen e : entries.between(World.LIVE, Entry.HOUSE, from, upTo, Set.of("indicator"))) {
            PastReader.alarm(e).ifPresent(a -> {
                rows.add(new Object[] {
                    KEY + e.seq(), a.kind(), MeasuredRows.cut(a.source()), SqlTime.of(e.at()), 1L, false
                });
                buckets.add(Measured.bucket(e.at()));
            });
        }
        jdbc.batchUpdate(
                "INSERT INTO scorecard_alarm (incident_key, kind, source, at, alarms, belongs) VALUES (?, ?, ?, ?, ?, ?)",
                rows);
        Grown.beside(db, buckets);
        db.sql("UPDATE scorecard_read SET seq = :seq WHERE chain = 'house'")
                .param("seq", upTo)
                .update();
        return upTo < last;
    }
}
