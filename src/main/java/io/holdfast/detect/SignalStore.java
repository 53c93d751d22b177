package io.holdfast.detect;

import io.holdfast.time.SqlTime;
import io.holdfast.time.World;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts signals on disk, many in one transaction: the first of the two transactions of a signal. Touches no incident. */
@Component
class SignalStore {
    private static final int TRIES = 3;

    private final JdbcClient db;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    SignalStore(JdbcClient db, JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.db = db;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * What became of one arrival.
     *
     * @param incident the incident that it is known to belong to
     * @param waiting id of its row where it waits to be judged; 0 where it does not
     */
    record Fate(boolean duplicate, @Nullable String incident, long waiting) {}

    /** Stores these; two nodes that race for a new condition repeat the whole transaction. */
    List<Fate> store(World world, List<Arrival> arrivals) {
        for (int attempt = 1; ; attempt++) {
            try {
                List<Fate> fates = transaction.execute(tx -> storeOnce(world, arrivals));
                return fates == null ? List.of() : fates;
            } catch (DuplicateKeyException | PessimisticLockingFailureException e) {
                if (attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    private List<Fate> storeOnce(World world, List<Arrival> arrivals) {
        Map<String, String> known = knownMessages(world, arrivals);
        Map<String, KeyState> keys = lockedKeys(world, arrivals);
        Map<String, Arrival> rows = new LinkedHashMap<>();
        Map<String, Long> occurrences = new HashMap<>();
        Set<String> judged = new HashSet<>();
        List<KeyState.Effect> effects = new ArrayList<>();
        for (Arrival a : arrivals) {
            KeyState.Effect effect;
            if (known.containsKey(a.dedupe()) || rows.containsKey(a.dedupe())) {
                effect = KeyState.Effect.DUPLICATE;
            } else if (a.keyHash() == null) {
                effect = KeyState.Effect.JUDGED;
            } else {
                effect = keys.computeIfAbsent(
                                a.keyHash(), h -> KeyState.unknown(h, a.signal().source(), a.identity()))
                        .say(a);
            }
            effects.add(effect);
            boolean message = effect == KeyState.Effect.COUNTED && a.signal().id() != null;
            if (effect == KeyState.Effect.KEPT || effect == KeyState.Effect.JUDGED || message) {
                rows.put(a.dedupe(), a);
                KeyState key = a.keyHash() == null ? null : keys.get(a.keyHash());
                occurrences.put(a.dedupe(), key == null ? 0L : key.occurrence);
            }
            if (effect == KeyState.Effect.JUDGED) {
                judged.add(a.dedupe());
            }
        }
        insertSignals(world, rows.values(), occurrences);
        Map<String, Long> ids = rows.isEmpty() ? Map.of() : idsOf(world, rows.keySet());
        writeKeys(world, keys.values(), ids);
        insertPending(world, rows.keySet(), judged, ids, keys.values());
        Map<String, String> incidents = incidentsOf(keys);
        List<Fate> fates = new ArrayList<>();
        for (int i = 0; i < arrivals.size(); i++) {
            Arrival a = arrivals.get(i);
            String incident = known.getOrDefault(a.dedupe(), "");
            boolean sameOccurrence = effects.get(i) == KeyState.Effect.COUNTED
                    || effects.get(i) == KeyState.Effect.DUPLICATE
                    || a.signal().status().equals(Signal.RESOLVED);
            if (incident.isEmpty() && a.keyHash() != null && sameOccurrence) {
                incident = incidents.getOrDefault(a.keyHash(), "");
            }
            boolean duplicate = effects.get(i) == KeyState.Effect.DUPLICATE;
            long waiting = !duplicate && judged.contains(a.dedupe()) ? ids.getOrDefault(a.dedupe(), 0L) : 0L;
            fates.add(new Fate(duplicate, incident.isEmpty() ? null : incident, waiting));
        }
        return fates;
    }

    /** Dedupe → incident, or empty where it has none. */
    private Map<String, String> knownMessages(World world, List<Arrival> arrivals) {
        Set<String> asked = new TreeSet<>();
        for (Arrival a : arrivals) {
            if (a.signal().id() != null || a.keyHash() == null) {
                asked.add(a.dedupe());
            }
        }
        Map<String, String> known = new HashMap<>();
        if (!asked.isEmpty()) {
            db.sql("SELECT dedupe, incident FROM signal WHERE world = :world AND dedupe IN (:dedupes)")
                    .param("world", world.id())
                    .param("dedupes", asked)
                    .query(row -> {
                        String incident = row.getString("incident");
                        known.put(row.getString("dedupe"), incident == null ? "" : incident);
                    });
        }
        return known;
    }

    private Map<String, KeyState> lockedKeys(World world, List<Arrival> arrivals) {
        Set<String> hashes = new TreeSet<>();
        for (Arrival a : arrivals) {
            if (a.keyHash() != null) {
                hashes.add(a.keyHash());
            }
        }
        Map<String, KeyState> keys = new TreeMap<>();
        if (!hashes.isEmpty()) {
            db.sql("""
                    SELECT * FROM signal_key WHERE key_hash IN (:hashes) AND world = :world ORDER BY key_hash FOR UPDATE
                    """).param("hashes", hashes).param("world", world.id()).query(row -> {
                KeyState key = new KeyState(
                        row.getString("key_hash"),
                        row.getString("source"),
                        row.getString("identity_key"),
                        false,
                        row.getString("state"),
                        row.getLong("occurrence"),
                        SqlTime.get(row, "at"),
                        row.getString("content"),
                        row.getString("meaning"),
                        row.getLong("signal_id"),
                        row.getLong("repeats"));
                keys.put(key.hash, key);
            });
        }
        return keys;
    }

    private void insertSignals(World world, Collection<Arrival> rows, Map<String, Long> occurrences) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.batchUpdate("""
                INSERT INTO signal (world, dedupe, key_hash, occurrence, source, kind, state, title, journey, dependency, metric,
                  metric_value, sample_count, severity, region, channel, segment, light, at, world_at, received_at, repeats,
                  reason, indicator, digest, body)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?)
                """, rows, 500, (statement, a) -> {
            Signal s = a.signal();
            Binder row = new Binder(statement);
            row.add(world.id()).add(a.dedupe()).add(a.keyHash());
            row.add(occurrences.getOrDefault(a.dedupe(), 0L));
            row.add(s.source()).add(s.kind()).add(s.status()).add(s.title());
            row.add(s.journey()).add(s.dependency()).add(s.metric());
            row.add(s.value(), Types.DOUBLE).add(s.count(), Types.BIGINT);
            row.add(s.severity()).add(s.region()).add(s.channel()).add(s.segment());
            row.add(s.light() == null ? null : s.light().id());
            row.add(a.saidAt()).add(a.worldAt()).add(a.receivedAt());
            row.add(s.reason()).add(a.indicator()).add(Texts.hash(s.body())).add(s.body());
        });
    }

    private Map<String, Long> idsOf(World world, Set<String> dedupes) {
        Map<String, Long> ids = new HashMap<>();
        db.sql("SELECT dedupe, id FROM signal WHERE world = :world AND dedupe IN (:dedupes)")
                .param("world", world.id())
                .param("dedupes", dedupes)
                .query(row -> {
                    ids.put(row.getString("dedupe"), row.getLong("id"));
                });
        return ids;
    }

    private void writeKeys(World world, Collection<KeyState> keys, Map<String, Long> ids) {
        List<KeyState> fresh = new ArrayList<>();
        List<KeyState> changed = new ArrayList<>();
        for (KeyState key : keys) {
            if (key.signal != null) {
                key.signalId = ids.getOrDefault(key.signal, key.signalId);
            }
            if (key.touched) {
                (key.fresh ? fresh : changed).add(key);
            }
        }
        if (!fresh.isEmpty()) {
            jdbc.batchUpdate(
                    """
                    INSERT INTO signal_key (state, occurrence, at, content, meaning, signal_id, repeats, key_hash, world, source,
                      identity_key)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    fresh,
                    500,
                    (statement, key) -> state(new Binder(statement), key)
                            .add(key.hash)
                            .add(world.id())
                            .add(key.source)
                            .add(key.identity));
        }
        if (!changed.isEmpty()) {
            jdbc.batchUpdate(
                    """
                    UPDATE signal_key SET state = ?, occurrence = ?, at = ?, content = ?, meaning = ?, signal_id = ?, repeats = ?
                     WHERE key_hash = ?
                    """,
                    changed,
                    500,
                    (statement, key) -> state(new Binder(statement), key).add(key.hash));
        }
    }

    private static Binder state(Binder row, KeyState key) throws java.sql.SQLException {
        return row.add(key.state)
                .add(key.occurrence)
                .add(key.at)
                .add(key.content)
                .add(key.meaning)
                .add(key.signalId)
                .add(key.repeats);
    }

    private record Pending(long signal, long repeats) {}

    private void insertPending(
            World world, Set<String> order, Set<String> judged, Map<String, Long> ids, Collection<KeyState> keys) {
        List<Pending> pending = new ArrayList<>();
        for (String dedupe : order) {
            if (judged.contains(dedupe)) {
                pending.add(new Pending(ids.getOrDefault(dedupe, 0L), 0));
            }
        }
        for (KeyState key : keys) {
            if (key.repeatsNow > 0 && key.signalId > 0) {
                pending.add(new Pending(key.signalId, key.repeatsNow));
            }
        }
        if (!pending.isEmpty()) {
            jdbc.batchUpdate(
                    "INSERT INTO signal_pending (world, signal_id, repeats) VALUES (?, ?, ?)",
                    pending,
                    500,
                    (statement, p) -> new Binder(statement)
                            .add(world.id())
                            .add(p.signal())
                            .add(p.repeats()));
        }
    }

    private Map<String, String> incidentsOf(Map<String, KeyState> keys) {
        List<String> old =
                keys.values().stream().filter(k -> !k.fresh).map(k -> k.hash).toList();
        Map<String, String> incidents = new HashMap<>();
        if (!old.isEmpty()) {
            db.sql("SELECT id, incident FROM signal_condition WHERE id IN (:ids) AND incident IS NOT NULL")
                    .param("ids", old)
                    .query(row -> {
                        incidents.put(row.getString("id"), row.getString("incident"));
                    });
        }
        return incidents;
    }
}
