package io.holdfast.scorecard;

import io.holdfast.time.SqlTime;
import java.lang.ref.SoftReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What was counted, in memory: a month of incidents at a time, read anew where a row of it was written since. It gives way where memory
 * is wanted for something else.
 */
@Component
class Ledger {
    private final JdbcClient db;
    private final Map<Integer, SoftReference<Bucket>> buckets = new ConcurrentHashMap<>();
    private final Map<String, String> words = new ConcurrentHashMap<>();
    private final Map<String, List<String>> lists = new ConcurrentHashMap<>();

    Ledger(JdbcClient db) {
        this.db = db;
    }

    private record Bucket(long version, List<Measured> incidents) {}

    /** Those whose onset lies in this time, in the order of their onsets. */
    List<Measured> between(Instant from, Instant to) {
        List<Measured> all = new ArrayList<>();
        db.sql(
                        "SELECT bucket, version FROM scorecard_bucket WHERE bucket >= :first AND bucket <= :last ORDER BY bucket")
                .param("first", bucket(from))
                .param("last", bucket(to))
                .query((r, i) -> new long[] {r.getLong("bucket"), r.getLong("version")})
                .list()
                .forEach(b -> all.addAll(of((int) b[0], b[1])));
        all.removeIf(m -> m.onset.isBefore(from) || !m.onset.isBefore(to));
        return all;
    }

    private static int bucket(Instant at) {
        // Beyond all that any clock says.
        if (at.equals(Instant.MIN) || at.equals(Instant.MAX)) {
            return at.equals(Instant.MIN) ? Integer.MIN_VALUE : Integer.MAX_VALUE;
        }
        return Measured.bucket(at);
    }

    private List<Measured> of(int bucket, long version) {
        SoftReference<Bucket> held = buckets.get(bucket);
        Bucket known = held == null ? null : held.get();
        if (known == null || known.version() != version) {
            known = new Bucket(version, read(bucket));
            buckets.put(bucket, new SoftReference<>(known));
        }
        return known.incidents();
    }

    private List<Measured> read(int bucket) {
        Map<String, List<Hit>> hits = new HashMap<>();
        db.sql("SELECT * FROM scorecard_hit WHERE bucket = :bucket")
                .param("bucket", bucket)
                .query(r -> {
                    hits.computeIfAbsent(r.getString("incident_key"), k -> new ArrayList<>(2))
                            .add(hit(r));
                });
        List<Measured> read = new ArrayList<>(db.sql("SELECT * FROM scorecard_incident WHERE bucket = :bucket")
                .param("bucket", bucket)
                .query((r, i) -> measured(r, hits))
                .list());
        read.sort(java.util.Comparator.comparing((Measured m) -> m.onset).thenComparing(m -> m.number));
        return List.copyOf(read);
    }

    private Hit hit(ResultSet r) throws SQLException {
        double low = r.getDouble("low");
        boolean known = !r.wasNull();
        double high = r.getDouble("high");
        return new Hit(
                word(r.getString("journey")),
                word(r.getString("light")),
                SqlTime.get(r, "from_at").toEpochMilli(),
                SqlTime.get(r, "to_at").toEpochMilli(),
                known ? low : Double.NaN,
                known ? high : Double.NaN,
                r.getBoolean("measured"));
    }

    private Measured measured(ResultSet r, Map<String, List<Hit>> hits) throws SQLException {
        String key = r.getString("incident_key");
        long[] lengths = new long[Length.values().length];
        for (Length length : Length.values()) {
            long value = r.getLong(length.column);
            lengths[length.ordinal()] = r.wasNull() ? Length.NOT_KNOWN : value;
        }
        long[] counts = new long[Count.values().length];
        for (Count count : Count.values()) {
            counts[count.ordinal()] = r.getLong(count.column());
        }
        return new Measured(
                key,
                r.getLong("number"),
                CountedAs.of(r.getString("counted_as")),
                r.getString("counted_with"),
                SqlTime.get(r, "changed_at"),
                SqlTime.get(r, "onset_at"),
                SqlTime.get(r, "over_at"),
                word(r.getString("severity")),
                list(r.getString("journeys")),
                orNull(r.getString("cause")),
                orNull(r.getString("vendor")),
                orNull(r.getString("team")),
                r.getBoolean("lights_known"),
                List.copyOf(hits.getOrDefault(key, List.of())),
                lengths,
                counts);
    }

    // Few words stand in many rows: each is held once.
    private String word(String word) {
        return words.computeIfAbsent(word, w -> w);
    }

    private @Nullable String orNull(@Nullable String word) {
        return word == null ? null : word(word);
    }

    private List<String> list(String joined) {
        return lists.computeIfAbsent(joined, j -> j.isEmpty() ? List.of() : List.copyOf(Arrays.asList(j.split(","))));
    }
}
