package io.holdfast.delivery;

import io.holdfast.time.SqlTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which senders of texts the vendor refuses, for all countries or for one: avoided for a while on every node, then tried again. */
@Component
class SenderMarks {
    static final Duration LASTS = Duration.ofMinutes(10);
    private static final Duration FRESH = Duration.ofSeconds(1);

    /** So many filtered texts within {@link #LASTS} are no accident. */
    private static final int FILTERED = 5;

    private static final String EVERYWHERE = "";

    private final JdbcClient db;
    private final Pace pace;
    private final Map<String, Mark> ours = new ConcurrentHashMap<>();
    private volatile @Nullable Known known;

    SenderMarks(JdbcClient db, Pace pace) {
        this.db = db;
        this.pace = pace;
    }

    /** @param country empty where it holds for every one */
    record Mark(String sender, String country, String code, Instant since, Instant until) {
        boolean concerns(String sender, String country) {
            return this.sender.equals(sender) && (this.country.isEmpty() || this.country.equals(country));
        }
    }

    private record Known(List<Mark> marks, long nano) {}

    /** The vendor refused this sender, in the current transaction; {@code address} is whom the text was for. */
    void refused(String sender, String address, int code) {
        mark(sender, TwilioCodes.senderEverywhere(code) ? EVERYWHERE : Countries.of(address), String.valueOf(code));
    }

    /** A text of this sender was filtered as spam, in the current transaction: once is the text, often is the sender. */
    void filtered(String sender, String address) {
        String country = Countries.of(address);
        long filtered = db.sql("""
                SELECT COUNT(*) FROM delivery
                 WHERE state = 'failed' AND not_before > :from AND sender = :sender AND country = :country AND code = '30007'
                """)
                .param("from", SqlTime.of(pace.now().minus(LASTS)))
                .param("sender", sender)
                .param("country", country)
                .query(Long.class)
                .single();
        if (filtered >= FILTERED) {
            mark(sender, country, "30007");
        }
    }

    private void mark(String sender, String country, String code) {
        Instant now = pace.now();
        Optional<Mark> standing = now(sender, country);
        if (standing.isPresent()
                && standing.get().code().equals(code)
                && standing.get().until().isAfter(now.plus(LASTS.dividedBy(2)))) {
            return;
        }
        Mark mark = new Mark(sender, country, code, standing.map(Mark::since).orElse(now), now.plus(LASTS));
        ours.put(sender + " " + country, mark);
        if (write("""
                UPDATE sender_mark SET code = :code, until_at = :until,
                       since = CASE WHEN until_at < :now THEN :now ELSE since END
                 WHERE sender = :sender AND country = :country
                """, mark, now) == 0) {
            write("""
                    INSERT INTO sender_mark (sender, country, code, since, until_at)
                    VALUES (:sender, :country, :code, :now, :until)
                    """, mark, now);
        }
    }

    private int write(String sql, Mark mark, Instant now) {
        return db.sql(sql)
                .param("sender", mark.sender())
                .param("country", mark.country())
                .param("code", mark.code())
                .param("until", SqlTime.of(mark.until()))
                .param("now", SqlTime.of(now))
                .update();
    }

    /** What is known is read anew. */
    void forget() {
        ours.clear();
        known = null;
    }

    private Optional<Mark> now(String sender, String country) {
        return now().stream()
                .filter(m -> m.sender().equals(sender) && m.country().equals(country))
                .findFirst();
    }

    /** Whether this sender is to be avoided for that country. */
    boolean marked(String sender, String country) {
        return now().stream().anyMatch(m -> m.concerns(sender, country));
    }

    /** What holds now. */
    List<Mark> now() {
        Known last = known;
        if (last == null || System.nanoTime() - last.nano() > FRESH.toNanos()) {
            Instant now = pace.now();
            List<Mark> read = db.sql("SELECT * FROM sender_mark WHERE until_at > :now ORDER BY sender, country")
                    .param("now", SqlTime.of(now))
                    .query((row, i) -> new Mark(
                            row.getString("sender"),
                            row.getString("country"),
                            row.getString("code"),
                            SqlTime.get(row, "since"),
                            SqlTime.get(row, "until_at")))
                    .list();
            last = new Known(read, System.nanoTime());
            known = last;
            ours.values().removeIf(m -> !m.until().isAfter(now) || read.stream().anyMatch(r -> same(r, m)));
        }
        if (ours.isEmpty()) {
            return last.marks();
        }
        List<Mark> both = new java.util.ArrayList<>(last.marks());
        ours.values().stream()
                .filter(m -> both.stream().noneMatch(r -> same(r, m)))
                .forEach(both::add);
        return both;
    }

    private static boolean same(Mark one, Mark other) {
        return one.sender().equals(other.sender()) && one.country().equals(other.country());
    }
}
