package io.holdfast.delivery;

import io.holdfast.time.SqlTime;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How far a message got and how fast it goes, in one pass over its recipients. Where that pass is long, its result is kept for a
 * moment, so that many readers cost one pass.
 */
@Component
class Counting {
    private static final Duration LATELY = Duration.ofSeconds(20);

    /** A pass is repeated after so many times its own length, so that all of them together take a fiftieth of one connection. */
    private static final long REST = 50;

    private static final long REST_AT_MOST = Duration.ofSeconds(2).toNanos();

    private final JdbcClient db;
    private final Pace pace;
    private final Map<Channel, Double> paces;
    private final Map<Long, Kept> kept = new ConcurrentHashMap<>();

    @Autowired
    Counting(JdbcClient db, Pace pace, List<Senders> senders) {
        this(db, pace, senders.stream().collect(Collectors.toMap(Senders::channel, Senders::perSecond)));
    }

    /** @param paces how many leave in a second at most, by channel */
    Counting(JdbcClient db, Pace pace, Map<Channel, Double> paces) {
        this.db = db;
        this.pace = pace;
        this.paces = paces;
    }

    /**
     * How far a message got.
     *
     * @param states recipients by the contract's states
     * @param perSecond attempts per second lately
     * @param left how long the rest takes at that rate or at the sender's own, whichever is lower; null where nothing moves
     */
    record Count(
            Map<String, Long> states,
            double perSecond,
            @Nullable Duration left) {}

    private record Kept(Count count, String state, long until) {}

    private record Group(
            Channel channel,
            String state,
            long n,
            long lately,
            @Nullable Instant first) {}

    /** One channel of one message. */
    private static final class Lane {
        private long waiting;
        private long lately;
        private @Nullable Instant first;
    }

    /**
     * @param state the message's own
     * @param put when it was put, by the machine's clock
     */
    Count of(long message, String state, Instant put) {
        long begun = System.nanoTime();
        Kept known = kept.get(message);
        if (known != null && known.state().equals(state) && known.until() - begun > 0) {
            return known.count();
        }
        Count count = read(message, state, put);
        long now = System.nanoTime();
        kept.values().removeIf(k -> k.until() - now < 0);
        kept.put(message, new Kept(count, state, now + Math.min(REST_AT_MOST, REST * (now - begun))));
        return count;
    }

    private Count read(long message, String state, Instant put) {
        Instant now = pace.now();
        List<Group> groups = db.sql("""
                SELECT channel, state, COUNT(*) AS n, COUNT(CASE WHEN started_at > :since THEN 1 END) AS lately,
                       MIN(CASE WHEN started_at > :since THEN started_at END) AS first_at
                  FROM delivery WHERE message_id = :id GROUP BY channel, state
                """)
                .param("since", SqlTime.of(now.minus(LATELY)))
                .param("id", message)
                .query((row, i) -> new Group(
                        Channel.valueOf(row.getString("channel").toUpperCase(Locale.ROOT)),
                        row.getString("state").equals("held") ? "waiting" : row.getString("state"),
                        row.getLong("n"),
                        row.getLong("lately"),
                        SqlTime.orNull(row, "first_at")))
                .list();
        Map<String, Long> states = new TreeMap<>();
        Map<Channel, Lane> lanes = new EnumMap<>(Channel.class);
        for (Group g : groups) {
            states.merge(g.state(), g.n(), Long::sum);
            Lane lane = lanes.computeIfAbsent(g.channel(), c -> new Lane());
            lane.waiting += g.state().equals("waiting") ? g.n() : 0;
            lane.lately += g.lately();
            Instant first = g.first();
            if (first != null && (lane.first == null || first.isBefore(lane.first))) {
                lane.first = first;
            }
        }
        double perSecond = 0;
        Duration left = state.equals("sending") && !lanes.isEmpty() ? Duration.ZERO : null;
        boolean fresh = Duration.between(put, now).compareTo(LATELY) < 0;
        for (Map.Entry<Channel, Lane> entry : lanes.entrySet()) {
            Lane lane = entry.getValue();
            double measured = rate(lane, now);
            perSecond += measured;
            double own = paces.getOrDefault(entry.getKey(), Double.POSITIVE_INFINITY);
            double goes = measured == 0 && fresh && !Double.isInfinite(own) ? own : Math.min(measured, own);
            if (left != null && lane.waiting > 0) {
                Duration takes = goes == 0 ? null : Duration.ofMillis(Math.round(1_000 * lane.waiting / goes));
                left = takes == null ? null : takes.compareTo(left) > 0 ? takes : left;
            }
        }
        return new Count(states, perSecond, left);
    }

    private static double rate(Lane lane, Instant now) {
        Instant first = lane.first;
        if (first == null) {
            return 0;
        }
        return lane.lately
                * 1_000.0
                / Math.max(1_000, Duration.between(first, now).toMillis());
    }
}
