package io.holdfast.delivery;

import io.holdfast.engine.Worker;
import io.holdfast.evidence.Actor;
import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Opens the next channel of each whom a failing one does not reach, in steps whose cursor is written with them. A row of the failing
 * channel that has not left is superseded with the same transaction, so that nobody is told twice later.
 */
@Component
class OpeningOtherWays extends Worker {
    private static final int STEP = 1_000;

    private final JdbcClient db;
    private final NamedParameterJdbcTemplate batch;
    private final UntoldRows untold;
    private final OtherWays ways;
    private final Times times;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    OpeningOtherWays(
            JdbcClient db,
            NamedParameterJdbcTemplate batch,
            UntoldRows untold,
            OtherWays ways,
            Times times,
            TransactionTemplate transaction,
            ApplicationEventPublisher events) {
        super("outbox-other-way", Duration.ofSeconds(1));
        this.db = db;
        this.batch = batch;
        this.untold = untold;
        this.ways = ways;
        this.times = times;
        this.transaction = transaction;
        this.events = events;
    }

    @EventListener
    void taken(OtherWays.Taken taken) {
        wake();
    }

    private record Move(long message, Channel channel, String because, String cursor, long moved) {}

    @Override
    protected boolean work() {
        boolean more = Boolean.TRUE.equals(transaction.execute(tx -> step()));
        if (more) {
            events.publishEvent(new Expansion.Rows());
        }
        return more;
    }

    private boolean step() {
        Optional<Move> next = db
                .sql("SELECT message_id, channel FROM other_way ORDER BY message_id LIMIT 4")
                .query((row, i) -> Map.entry(row.getLong("message_id"), row.getString("channel")))
                .list()
                .stream()
                .flatMap(key -> locked(key.getKey(), key.getValue()).stream())
                .findFirst();
        if (next.isEmpty()) {
            return false;
        }
        Move move = next.get();
        Optional<OtherWays.Of> found = ways.message(move.message());
        if (found.filter(OtherWays.Of::goesOut).isEmpty()) {
            end(move, found);
            return true;
        }
        OtherWays.Of of = found.get();
        boolean growing = growing(of.id());
        List<UntoldRows.Untold> page = untold.next(of.world(), of.id(), move.channel(), move.cursor(), STEP);
        Map<String, Recipients.Member> members = ways.nextChannels(of, move.channel(), page);
        open(of, page.stream().filter(u -> members.containsKey(u.recipient())).toList(), members);
        if (page.size() < STEP && !growing) {
            end(
                    new Move(
                            move.message(),
                            move.channel(),
                            move.because(),
                            move.cursor(),
                            move.moved() + members.size()),
                    found);
            return true;
        }
        db.sql(
                        "UPDATE other_way SET cursor_at = :cursor, moved = moved + :n WHERE message_id = :id AND channel = :channel")
                .param(
                        "cursor",
                        page.isEmpty()
                                ? move.cursor()
                                : page.get(page.size() - 1).recipient())
                .param("n", members.size())
                .param("id", move.message())
                .param("channel", move.channel().id())
                .update();
        return page.size() == STEP;
    }

    private Optional<Move> locked(long message, String channel) {
        return db.sql("""
                SELECT * FROM other_way WHERE message_id = :id AND channel = :channel FOR UPDATE SKIP LOCKED
                """)
                .param("id", message)
                .param("channel", channel)
                .query((row, i) -> new Move(
                        row.getLong("message_id"),
                        Channel.valueOf(row.getString("channel").toUpperCase(Locale.ROOT)),
                        row.getString("because"),
                        row.getString("cursor_at"),
                        row.getLong("moved")))
                .optional();
    }

    /** Whether its audience is still being turned into recipients. */
    private boolean growing(long message) {
        return db.sql("SELECT COUNT(*) FROM message_expansion WHERE message_id = :id")
                        .param("id", message)
                        .query(Long.class)
                        .single()
                > 0;
    }

    private void open(OtherWays.Of of, List<UntoldRows.Untold> page, Map<String, Recipients.Member> next) {
        if (page.isEmpty()) {
            return;
        }
        Instant now = times.in(of.world());
        List<String> hashes = page.stream()
                .map(u -> Objects.requireNonNull(next.get(u.recipient())))
                .map(m -> Digests.address(m.channel(), m.address()))
                .toList();
        Set<String> stopped = among("stop", hashes);
        Set<String> bad = among("bad_address", hashes);
        List<MapSqlParameterSource> rows = new ArrayList<>();
        for (int i = 0; i < page.size(); i++) {
            Recipients.Member m = Objects.requireNonNull(next.get(page.get(i).recipient()));
            boolean stop = stopped.contains(hashes.get(i));
            boolean useless = bad.contains(hashes.get(i));
            rows.add(new MapSqlParameterSource("message", of.id())
                    .addValue("recipient", m.recipient())
                    .addValue("channel", m.channel().id())
                    .addValue("address", m.address())
                    .addValue("hash", hashes.get(i))
                    .addValue("locale", m.locale())
                    .addValue("after", page.get(i).id())
                    .addValue("state", stop ? "refused" : useless ? "failed" : "waiting")
                    .addValue("code", stop ? "stop" : useless ? "bad-address" : null)
                    .addValue("country", Countries.of(m.channel(), m.address()))
                    .addValue("now", SqlTime.of(now)));
        }
        batch.batchUpdate("""
                INSERT INTO delivery
                  (message_id, recipient, channel, address, address_hash, locale, after_id, state, not_before, attempt, tries,
                   asked, code, changed_at, country)
                VALUES (:message, :recipient, :channel, :address, :hash, :locale, :after, :state, :now, 0, 0, 0, :code, :now,
                        :country)
                """, rows.toArray(MapSqlParameterSource[]::new));
        List<Long> ids = page.stream().map(UntoldRows.Untold::id).sorted().toList();
        db.sql("""
                UPDATE delivery SET next_tried = TRUE, changed_at = CASE WHEN state IN ('waiting', 'held') THEN :now ELSE changed_at END,
                       state = CASE WHEN state IN ('waiting', 'held') THEN 'superseded' ELSE state END
                 WHERE id IN (:ids)
                """).param("now", SqlTime.of(now)).param("ids", ids).update();
        db.sql("DELETE FROM delivery_next WHERE delivery_id IN (:ids)")
                .param("ids", ids)
                .update();
        db.sql("UPDATE message SET state = 'sending' WHERE id = :id AND state = 'done'")
                .param("id", of.id())
                .update();
    }

    private Set<String> among(String table, List<String> hashes) {
        return new HashSet<>(db.sql("SELECT address_hash FROM " + table + " WHERE address_hash IN (:hashes)")
                .param("hashes", hashes)
                .query(String.class)
                .list());
    }

    /** What is left goes on in the channel. */
    private void end(Move move, Optional<OtherWays.Of> of) {
        db.sql("UPDATE message SET held_channel = NULL WHERE id = :id")
                .param("id", move.message())
                .update();
        db.sql("DELETE FROM other_way WHERE message_id = :id AND channel = :channel")
                .param("id", move.message())
                .param("channel", move.channel().id())
                .update();
        of.ifPresent(m -> ways.record(
                m,
                "message.other-way-open",
                move.moved() + " are told by their next channel, since " + move.because(),
                new Actor.Self("delivery"),
                Map.of("moved", move.moved())));
    }
}
