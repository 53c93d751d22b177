package io.holdfast.delivery;

import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.time.Ids;
import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes what became of attempts, in bulk and fenced: whoever settles an older attempt changes nothing. */
@Component
class Settling {
    /** Here nobody tells later what became of it. */
    private static final Set<Channel> LAST_WORD = Set.of(Channel.SLACK, Channel.EMAIL);

    private final JdbcClient db;
    private final Failures failures;
    private final NamedParameterJdbcTemplate batch;
    private final Pace pace;
    private final Stops stops;
    private final Evidence evidence;
    private final Addressees addressees;
    private final SmsRoutes routes;
    private final Times times;
    private final Ids ids;
    private final DeliverySettings settings;
    private final TransactionTemplate transaction;

    Settling(
            JdbcClient db,
            NamedParameterJdbcTemplate batch,
            Pace pace,
            Stops stops,
            Evidence evidence,
            Addressees addressees,
            SmsRoutes routes,
            Times times,
            Ids ids,
            DeliverySettings settings,
            TransactionTemplate transaction) {
        this.db = db;
        this.failures = new Failures(db);
        this.batch = batch;
        this.pace = pace;
        this.stops = stops;
        this.evidence = evidence;
        this.addressees = addressees;
        this.routes = routes;
        this.times = times;
        this.ids = ids;
        this.settings = settings;
        this.transaction = transaction;
    }

    /** What became of one attempt. */
    record Settled(Claimed claimed, Outcome outcome) {}

    private record Next(
            String state,
            @Nullable String vendorId,
            @Nullable String code,
            int tries,
            Instant notBefore,
            Instant leaseUntil) {}

    /** Settles these attempts; {@code sender} is whose slots wait where the vendor asked for a pause. */
    void settle(List<Settled> all, String sender) {
        if (all.isEmpty()) {
            return;
        }
        List<Settled> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparingLong(s -> s.claimed().id()));
        transaction.executeWithoutResult(tx -> write(sorted, sender));
    }

    private void write(List<Settled> sorted, String sender) {
        Instant world = times.in(World.LIVE);
        Instant now = pace.now();
        List<MapSqlParameterSource> rows = new ArrayList<>();
        List<String> became = new ArrayList<>();
        Map<Claimed.Of, List<String>> digests = new LinkedHashMap<>();
        Map<Claimed.Of, Map<String, Long>> counts = new LinkedHashMap<>();
        for (Settled s : sorted) {
            Claimed c = s.claimed();
            Next next = next(s, world, now, sender);
            became.add(next.state());
            rows.add(new MapSqlParameterSource("id", c.id())
                    .addValue("attempt", c.attempt())
                    .addValue("state", next.state())
                    .addValue("vendor", next.vendorId())
                    .addValue("code", next.code())
                    .addValue("tries", next.tries())
                    .addValue("notBefore", SqlTime.of(next.notBefore()))
                    .addValue("lease", SqlTime.of(next.leaseUntil()))
                    .addValue("now", SqlTime.of(world)));
            if (s.outcome() instanceof Outcome.NotSent) {
                // it never left: nothing to record
                continue;
            }
            digests.computeIfAbsent(c.message(), k -> new ArrayList<>())
                    .add(c.id() + " " + c.attempt() + " " + next.state());
            counts.computeIfAbsent(c.message(), k -> new TreeMap<>()).merge(next.state(), 1L, Long::sum);
        }
        int[] written = batch.batchUpdate("""
                UPDATE delivery SET state = :state, vendor_id = COALESCE(:vendor, vendor_id), code = :code, tries = :tries,
                       not_before = :notBefore, lease_until = :lease, changed_at = :now
                 WHERE id = :id AND attempt = :attempt AND state IN ('sending', 'unknown')
                """, rows.toArray(MapSqlParameterSource[]::new));
        Set<String> arrived = new TreeSet<>();
        for (int i = 0; i < written.length; i++) {
            // A row that another attempt or a receipt has moved on is past what this outcome says.
            if (written[i] != 0) {
                afterwards(sorted.get(i), became.get(i));
                if (became.get(i).equals("sent")
                        && LAST_WORD.contains(sorted.get(i).claimed().channel())) {
                    arrived.add(sorted.get(i).claimed().addressHash());
                }
            }
        }
        Failures.arrivedAt(db, arrived);
        counts.forEach((message, counted) -> record(message, counted, digests.getOrDefault(message, List.of()), world));
    }

    private Next next(Settled s, Instant world, Instant now, String sender) {
        Claimed c = s.claimed();
        Outcome o = s.outcome();
        if (o instanceof Outcome.Taken taken) {
            return new Next("sent", taken.vendorId(), null, c.tries(), world, now);
        }
        if (o instanceof Outcome.NotTaken not) {
            int tries = c.tries() + 1;
            if (tries >= settings.tries() && !not.everybody()) {
                return new Next("failed", null, "gave-up", tries, world, now);
            }
            Duration pause = not.retryAfter() == null ? backOff(tries) : not.retryAfter();
            // Where the vendor says how long, everybody waits; where it does not, the circuit breaker finds out.
            if (not.everybody() && not.retryAfter() != null) {
                pace.hold(sender, now.plus(pause));
            }
            return new Next("waiting", null, not.code(), tries, world.plus(pause), now);
        }
        if (o instanceof Outcome.Refused refused) {
            if (refused.mark() == Outcome.Mark.SENDER && byAnother(c, refused)) {
                return new Next("waiting", null, refused.code(), c.tries() + 1, world, now);
            }
            boolean stop = refused.mark() == Outcome.Mark.STOP;
            return new Next(
                    stop ? "refused" : "failed", null, stop ? "stop" : refused.code(), c.tries() + 1, world, now);
        }
        if (o instanceof Outcome.Unknown unknown) {
            return new Next("unknown", null, unknown.code(), c.tries(), world, now.plus(settings.firstAsk()));
        }
        if (o instanceof Outcome.Stopped) {
            return new Next("refused", null, "stop", c.tries(), world, now);
        }
        return new Next("waiting", null, null, c.tries(), world, now);
    }

    /** Marks the sender that was refused; whether another may take the text. */
    private boolean byAnother(Claimed c, Outcome.Refused refused) {
        if (c.channel() != Channel.SMS || c.sender() == null) {
            return false;
        }
        routes.marks().refused(c.sender(), c.address(), Integer.parseInt(refused.code()));
        return c.tries() + 1 < settings.tries() && routes.another(c.sender(), c.address());
    }

    // Full jitter over the upper half: never at once, and never all together.
    private Duration backOff(int tries) {
        long most =
                Math.min(settings.backOffAtMost().toMillis(), settings.backOff().toMillis() << Math.min(20, tries - 1));
        return Duration.ofMillis(most / 2 + ids.below(Math.max(1, most / 2)));
    }

    private void afterwards(Settled s, String state) {
        Claimed c = s.claimed();
        if (state.equals("failed")) {
            NextChannel.want(db, c.id(), "it failed");
            if (s.outcome() instanceof Outcome.Refused refused) {
                failures.failed(c.id(), refused.code(), refused.mark() == Outcome.Mark.BAD);
            }
        }
        if (s.outcome() instanceof Outcome.Taken taken) {
            taken(c, taken.vendorId(), taken.channelId(), taken.edited());
        } else if (s.outcome() instanceof Outcome.Refused refused) {
            if (refused.mark() == Outcome.Mark.STOP) {
                stops.stop(c.addressHash(), "the vendor says so (" + refused.code() + ")");
            } else if (refused.mark() == Outcome.Mark.BAD) {
                stops.bad(c.addressHash(), refused.code());
            }
        }
    }

    /** Remembers the post that stands for a topic, so that it is edited and not repeated. */
    void taken(Claimed c, String ts, @Nullable String channelId, boolean edited) {
        if (c.channel() != Channel.SLACK || channelId == null) {
            return;
        }
        Map<String, Object> where = Map.of(
                "world", c.message().world().id(),
                "topic", c.message().topic(),
                "address", c.address(),
                "channel", channelId,
                "ts", ts,
                "version", c.message().version());
        Optional<Integer> before = db.sql(
                        "SELECT version FROM slack_post WHERE world = :world AND topic = :topic AND address = :address FOR UPDATE")
                .params(where)
                .query(Integer.class)
                .optional();
        if (edited && before.isPresent() && before.get() < c.message().version()) {
            SlackChanges.edited(db, c, ts, before.get(), times.in(World.LIVE));
        }
        int rows = db.sql("UPDATE slack_post SET channel_id = :channel, ts = :ts, version = :version, edits = edits + 1"
                        + " WHERE world = :world AND topic = :topic AND address = :address AND version <= :version")
                .params(where)
                .update();
        if (rows == 0 && before.isEmpty()) {
            db.sql("INSERT INTO slack_post (world, topic, address, channel_id, ts, version, edits)"
                            + " VALUES (:world, :topic, :address, :channel, :ts, :version, 0)")
                    .params(where)
                    .update();
        }
        if (db.sql("UPDATE slack_channel SET channel_id = :channel WHERE address = :address")
                        .param("channel", channelId)
                        .param("address", c.address())
                        .update()
                == 0) {
            db.sql("INSERT INTO slack_channel (address, channel_id) VALUES (:address, :channel)")
                    .param("channel", channelId)
                    .param("address", c.address())
                    .update();
        }
    }

    private void record(Claimed.Of message, Map<String, Long> states, List<String> lines, Instant at) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("message", message.id());
        body.put("topic", message.topic());
        body.put("version", message.version());
        body.put("counts", states);
        body.put("digest", Digests.of(String.join("\n", lines)));
        evidence.record(new Entry(
                message.world(),
                message.incident() == null ? Entry.HOUSE : message.incident(),
                at,
                "message.batch",
                words(message, states),
                new Actor.Self("delivery"),
                body));
    }

    private String words(Claimed.Of message, Map<String, Long> states) {
        return db.sql("SELECT kind, audience, reason FROM message WHERE id = :id")
                .param("id", message.id())
                .query((row, i) -> MessageWords.batch(
                        NewMessage.Kind.valueOf(row.getString("kind")),
                        addressees.recorded(message.world(), AudienceText.read(row.getString("audience"))),
                        row.getString("reason"),
                        states))
                .single();
    }
}
