package io.holdfast.delivery;

import io.holdfast.engine.AfterCommit;
import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts whom a failing channel does not reach, and holds that channel until {@link OpeningOtherWays} has told them. */
@Component
class OtherWays implements OtherWay {
    private static final int PAGE = 1_000;

    private final JdbcClient db;
    private final UntoldRows untold;
    private final Times times;
    private final Evidence evidence;
    private final ApplicationEventPublisher events;

    OtherWays(JdbcClient db, UntoldRows untold, Times times, Evidence evidence, ApplicationEventPublisher events) {
        this.db = db;
        this.untold = untold;
        this.times = times;
        this.evidence = evidence;
        this.events = events;
    }

    /** Says within this process that a message is to go another way. */
    record Taken() {}

    /** A message as it goes out. */
    record Of(long id, World world, @Nullable String incident, String topic, String state, Audience audience) {

        boolean goesOut() {
            return Set.of("sending", "paused", "done").contains(state);
        }
    }

    Optional<Of> message(long id) {
        return message("id = :id", Map.of("id", id));
    }

    private Optional<Of> message(String where, Map<String, ?> params) {
        return db.sql("SELECT id, world, incident_key, topic, state, audience FROM message WHERE " + where)
                .params(params)
                .query((row, i) -> new Of(
                        row.getLong("id"),
                        new World(row.getString("world")),
                        row.getString("incident_key"),
                        row.getString("topic"),
                        row.getString("state"),
                        AudienceText.read(row.getString("audience"))))
                .optional();
    }

    @Override
    public Optional<Reach> reach(World world, String topic, Channel failing) {
        Optional<Of> newest = message(
                        "world = :world AND topic = :topic ORDER BY version DESC LIMIT 1",
                        Map.of("world", world.id(), "topic", topic))
                .filter(Of::goesOut);
        return newest.map(of -> {
            UntoldRows.Figures figures = untold.figures(world, of.id(), failing);
            return new Reach(
                    of.id(),
                    untold.stoppedAt(of.id(), failing),
                    figures.knows(),
                    figures.untold(),
                    figures.unclear(),
                    figures.untold() == 0 ? Map.of() : elsewhere(of, failing));
        });
    }

    private Map<Channel, Long> elsewhere(Of of, Channel failing) {
        Map<Channel, Long> counts = new EnumMap<>(Channel.class);
        String after = "";
        while (true) {
            List<UntoldRows.Untold> page = untold.next(of.world(), of.id(), failing, after, PAGE);
            nextChannels(of, failing, page).values().forEach(m -> counts.merge(m.channel(), 1L, Long::sum));
            if (page.size() < PAGE) {
                return counts;
            }
            after = page.get(page.size() - 1).recipient();
        }
    }

    Map<String, Recipients.Member> nextChannels(Of of, Channel failing, List<UntoldRows.Untold> page) {
        List<String> names = page.stream().map(UntoldRows.Untold::recipient).toList();
        return untold.nextChannels(of.world(), of.id(), of.audience(), failing, names);
    }

    @Override
    public boolean take(long message, Channel failing, Actor by, String because) {
        // The message row's lock is the barrier: this waits out a running claim, and a later one sees the channel held.
        Optional<Of> found = message("id = :id FOR UPDATE", Map.of("id", message));
        if (found.filter(Of::goesOut).isEmpty() || moving(message, failing)) {
            return false;
        }
        db.sql("UPDATE message SET held_channel = :channel WHERE id = :id")
                .param("channel", failing.id())
                .param("id", message)
                .update();
        db.sql("""
                INSERT INTO other_way (message_id, channel, because, cursor_at, moved)
                VALUES (:id, :channel, :because, '', 0)
                """)
                .param("id", message)
                .param("channel", failing.id())
                .param("because", because)
                .update();
        record(
                found.get(),
                "message.other-way",
                "Whom the " + failing.word() + " does not reach is told by the next channel that he agreed to, since "
                        + because,
                by,
                Map.of());
        AfterCommit.run(() -> events.publishEvent(new Taken()));
        return true;
    }

    private boolean moving(long message, Channel failing) {
        return db.sql("SELECT COUNT(*) FROM other_way WHERE message_id = :id AND channel = :channel")
                        .param("id", message)
                        .param("channel", failing.id())
                        .query(Long.class)
                        .single()
                > 0;
    }

    void record(Of of, String kind, String words, Actor by, Map<String, Object> more) {
        Map<String, Object> body = new LinkedHashMap<>(more);
        body.put("message", of.id());
        body.put("topic", of.topic());
        evidence.record(new Entry(
                of.world(),
                of.incident() == null ? Entry.HOUSE : of.incident(),
                times.in(of.world()),
                kind,
                words,
                by,
                body));
    }
}
