package io.holdfast.delivery;

import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A channel is late where a node that lives says that its vendor answers nothing useful, or where its oldest message waits a minute
 * beyond what its pace accounts for: the time since it was put, less the time that everything which left since then takes at that pace.
 */
@Component
class LateChannels implements Delays {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Slots are lost now and then, so nobody quite keeps his pace. */
    private static final double KEPT = 0.9;

    private static final Duration FRESH = Duration.ofSeconds(2);

    private final JdbcClient db;
    private final Pace pace;
    private final Times times;
    private final DeliverySettings settings;
    private final Map<Channel, Map<String, Double>> paces;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    @Autowired
    LateChannels(JdbcClient db, Pace pace, Times times, DeliverySettings settings, List<Senders> senders) {
        this(db, pace, times, settings, senders.stream().collect(Collectors.toMap(Senders::channel, Senders::paces)));
    }

    /** @param paces how many leave in a second at most, by channel and sender, as in {@link Senders#paces} */
    LateChannels(
            JdbcClient db, Pace pace, Times times, DeliverySettings settings, Map<Channel, Map<String, Double>> paces) {
        this.db = db;
        this.pace = pace;
        this.times = times;
        this.settings = settings;
        this.paces = paces;
    }

    private record Known(List<Delay> delays, long at) {}

    private record Trouble(Instant since, String why) {}

    /**
     * The oldest message that waits in a channel.
     *
     * @param put when it could leave first, by the machine's clock
     * @param held whether it was to come after another one
     */
    private record Oldest(Channel channel, Instant put, boolean held) {}

    @Override
    public List<Delay> now(World world) {
        Known last = known.get(world.id());
        if (last != null && System.nanoTime() - last.at() < FRESH.toNanos()) {
            return last.delays();
        }
        List<Delay> delays = look(world);
        known.put(world.id(), new Known(delays, System.nanoTime()));
        return delays;
    }

    /** The same, as it is at this moment. */
    List<Delay> look(World world) {
        Map<Channel, Trouble> troubles = world.isLive() ? troubles() : Map.of();
        Map<Channel, Oldest> oldest = oldest(world);
        List<Delay> delays = new ArrayList<>();
        for (Channel channel : Channel.values()) {
            Trouble trouble = troubles.get(channel);
            Oldest waits = oldest.get(channel);
            if (trouble == null && (waits == null || !late(world, waits))) {
                continue;
            }
            Instant here = times.in(world);
            delays.add(new Delay(
                    channel,
                    waits == null ? 0 : waiting(world, channel),
                    waits == null ? null : here.minus(Duration.between(waits.put(), times.real())),
                    trouble == null ? null : here.minus(Duration.between(trouble.since(), pace.now())),
                    trouble == null ? "they leave more slowly than they should" : trouble.why()));
        }
        return List.copyOf(delays);
    }

    private Map<Channel, Trouble> troubles() {
        Map<Channel, Trouble> troubles = new EnumMap<>(Channel.class);
        db.sql("SELECT channel, since, why FROM channel_trouble WHERE seen_at > :dead ORDER BY since DESC")
                .param("dead", SqlTime.of(pace.now().minus(Troubles.DEAD)))
                .query((row, i) -> troubles.put(
                        channel(row.getString("channel")),
                        new Trouble(SqlTime.get(row, "since"), row.getString("why"))))
                .list();
        return troubles;
    }

    // What waits for a later hour is not late; what waits for its next try is.
    private Map<Channel, Oldest> oldest(World world) {
        Map<Channel, Oldest> oldest = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            waits(world, channel).ifPresent(found -> oldest.put(channel, found));
        }
        return oldest;
    }

    private Optional<Oldest> waits(World world, Channel channel) {
        Instant here = times.in(world);
        return db.sql("""
                SELECT m.put_at, m.after_message, (
                         SELECT MIN(f.not_before) FROM delivery f WHERE f.message_id = m.id AND f.channel = :channel
                            AND f.state = 'waiting' AND f.tries = 0 AND f.not_before <= :now) AS due_at
                  FROM message m
                 WHERE m.state = 'sending' AND m.world = :world
                   AND EXISTS (SELECT 1 FROM delivery d WHERE d.message_id = m.id AND d.channel = :channel
                                  AND d.state = 'waiting' AND (d.not_before <= :now OR d.tries > 0))
                 ORDER BY m.put_at LIMIT 1
                """)
                .param("world", world.id())
                .param("channel", channel.id())
                .param("now", SqlTime.of(here))
                .query((row, i) -> {
                    // The world's clock may have been moved, and a message may have waited for its hour: the later one
                    // counts.
                    Instant put = SqlTime.get(row, "put_at");
                    Instant due = SqlTime.orNull(row, "due_at");
                    Instant could = due == null ? put : times.real().minus(Duration.between(due, here));
                    return new Oldest(
                            channel, could.isAfter(put) ? could : put, row.getObject("after_message") != null);
                })
                .optional();
    }

    private boolean late(World world, Oldest waits) {
        Duration waited = Duration.between(waits.put(), times.real());
        if (waits.held()) {
            waited = waited.minus(settings.holdAtMost());
        }
        if (waited.compareTo(PATIENCE) <= 0) {
            return false;
        }
        // Of several senders the one that had most to do accounts for it: the oldest may be his.
        double seconds = paces.getOrDefault(waits.channel(), Map.of()).entrySet().stream()
                .filter(one -> !Double.isInfinite(one.getValue()))
                .mapToDouble(one -> left(world, waits, one.getKey()) / (KEPT * one.getValue()))
                .max()
                .orElse(0);
        Duration accounted = Duration.ofMillis(Math.round(1_000 * seconds));
        return waited.minus(accounted).compareTo(PATIENCE) > 0;
    }

    /** How many left in this channel since the oldest was put, by this sender; the one of no name is all of them. */
    private long left(World world, Oldest waits, String sender) {
        return db.sql("""
                SELECT COUNT(*) FROM delivery d JOIN message m ON m.id = d.message_id
                 WHERE m.world = :world AND m.served_at >= :put AND d.channel = :channel AND d.started_at >= :put
                   AND (:sender = '' OR d.sender = :sender)
                """)
                .param("sender", sender)
                .param("world", world.id())
                .param("channel", waits.channel().id())
                .param("put", SqlTime.of(waits.put()))
                .query(Long.class)
                .single();
    }

    private long waiting(World world, Channel channel) {
        return db.sql("""
                SELECT COUNT(*) FROM message m JOIN delivery d ON d.message_id = m.id
                 WHERE m.state = 'sending' AND m.world = :world AND d.channel = :channel AND d.state = 'waiting'
                """)
                .param("world", world.id())
                .param("channel", channel.id())
                .query(Long.class)
                .single();
    }

    private static Channel channel(String id) {
        return Channel.valueOf(id.toUpperCase(Locale.ROOT));
    }
}
