package io.holdfast.delivery;

import io.holdfast.engine.AfterCommit;
import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@Component
class OutboxRows implements Outbox {
    private final JdbcClient db;
    private final Times times;
    private final Evidence evidence;
    private final ApplicationEventPublisher events;
    private final DeliverySettings settings;
    private final Addressees addressees;

    OutboxRows(
            JdbcClient db,
            Times times,
            Evidence evidence,
            ApplicationEventPublisher events,
            DeliverySettings settings,
            Addressees addressees) {
        this.db = db;
        this.times = times;
        this.evidence = evidence;
        this.events = events;
        this.settings = settings;
        this.addressees = addressees;
    }

    /** Says within this process that there is something to send. */
    record Put() {}

    @Override
    public long put(NewMessage message) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "A message is put into the outbox with the transaction that it follows from");
        }
        World world = message.world();
        String topic = message.topic();
        // The message row's lock is the barrier: this update waits out a running claim, then a later claim sees the new
        // state.
        int replaced =
                db.sql("""
                UPDATE message SET state = 'superseded', loose = TRUE
                 WHERE world = :world AND topic = :topic AND state IN ('approved', 'sending', 'paused', 'done')
                """).param("world", world.id()).param("topic", topic).update();
        int version = db.sql(
                        "SELECT COALESCE(MAX(version), 0) + 1 FROM message WHERE world = :world AND topic = :topic")
                .param("world", world.id())
                .param("topic", topic)
                .query(Integer.class)
                .single();
        long id = insert(message, version);
        int place = 0;
        for (NewMessage.Text text : message.texts()) {
            db.sql("""
                    INSERT INTO message_text (message_id, channel, locale, place, body, buttons, footer)
                    VALUES (:id, :channel, :locale, :place, :body, :buttons, :footer)
                    """)
                    .param("id", id)
                    .param("channel", text.channel().id())
                    .param("locale", text.locale())
                    .param("place", place++)
                    .param("body", text.body())
                    .param("buttons", AudienceText.buttons(text.buttons()))
                    .param("footer", text.footer())
                    .update();
        }
        db.sql("INSERT INTO message_expansion (message_id, lane, urgency) VALUES (:id, :lane, :urgency)")
                .param("id", id)
                .param("lane", message.kind().ordinal())
                .param("urgency", message.urgency())
                .update();
        record(message, id, version, replaced > 0);
        AfterCommit.run(() -> events.publishEvent(new Put()));
        return id;
    }

    /** Puts a reply into the thread of a post. */
    void reply(NewMessage reply, Claimed.Thread thread) {
        db.sql("UPDATE message SET thread_channel = :channel, thread_ts = :ts WHERE id = :id")
                .param("channel", thread.channelId())
                .param("ts", thread.ts())
                .param("id", put(reply))
                .update();
    }

    private long insert(NewMessage m, int version) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        Instant real = times.real();
        db.sql("""
                INSERT INTO message
                  (world, incident_key, topic, version, kind, lane, urgency, state, audience, audience_words, edit, correction,
                   loose, repeat_unknown, not_after, after_message, after_until, served_at, reason, playbook,
                   facts_version, created_at, put_at)
                VALUES
                  (:world, :incident, :topic, :version, :kind, :lane, :urgency, 'sending', :audience, :words, :edit, :correction,
                   FALSE, :repeat, :notAfter, :after, :afterUntil, :real, :reason, :playbook, :facts, :created, :real)
                """)
                .param("world", m.world().id())
                .param("incident", m.incident())
                .param("topic", m.topic())
                .param("version", version)
                .param("kind", m.kind().name())
                .param("lane", m.kind().ordinal())
                .param("urgency", m.urgency())
                .param("audience", AudienceText.of(m.audience()))
                .param("words", cut(addressees.named(m.world(), m.audience())))
                .param("edit", m.edit())
                .param("correction", m.correction() || m.audience() instanceof Audience.ToldEarlier)
                .param("repeat", m.repeatUnknown())
                .param("notAfter", SqlTime.of(m.notAfter()))
                .param("after", m.after())
                .param("afterUntil", m.after() == null ? null : SqlTime.of(real.plus(settings.holdAtMost())))
                .param("real", SqlTime.of(real))
                .param("reason", cut(m.reason()))
                .param("playbook", m.playbook())
                .param("facts", m.factsVersion())
                .param("created", SqlTime.of(times.in(m.world())))
                .update(key, "id");
        return Objects.requireNonNull(key.getKey()).longValue();
    }

    private static String cut(String text) {
        return text.length() > 400 ? text.substring(0, 399) + "…" : text;
    }

    private void record(NewMessage m, long id, int version, boolean replaces) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("message", id);
        body.put("topic", m.topic());
        body.put("version", version);
        body.put("kind", m.kind().name());
        body.put("facts", m.factsVersion());
        body.put("playbook", m.playbook());
        if (replaces) {
            body.put("supersedes", version - 1);
        }
        Map<String, byte[]> texts = new LinkedHashMap<>();
        for (NewMessage.Text text : m.texts()) {
            String name = text.channel().id() + "." + text.locale();
            body.put("text." + name, Digests.of(text.whole()));
            texts.put("text." + name, text.whole().getBytes(StandardCharsets.UTF_8));
        }
        evidence.record(new Entry(
                m.world(),
                m.incident() == null ? Entry.HOUSE : m.incident(),
                times.in(m.world()),
                "message.put",
                MessageWords.put(m.kind(), cut(addressees.recorded(m.world(), m.audience())), cut(m.reason())),
                new Actor.Self("delivery"),
                body,
                texts));
    }

    @Override
    public void withdraw(World world, String topic, String because) {
        int rows = db.sql("""
                UPDATE message SET state = 'withdrawn', loose = TRUE
                 WHERE world = :world AND topic = :topic AND state IN ('draft', 'approved', 'sending', 'paused')
                """).param("world", world.id()).param("topic", topic).update();
        if (rows > 0) {
            int slash = topic.indexOf('/');
            String incident = slash < 0 ? Entry.HOUSE : topic.substring(0, slash);
            evidence.record(new Entry(
                    world,
                    incident,
                    times.in(world),
                    "message.withdrawn",
                    "What was not out yet is withdrawn: " + because,
                    new Actor.Self("delivery"),
                    Map.of("topic", topic)));
        }
    }

    @Override
    public boolean anybodyTold(World world, String topic) {
        // Whoever is still to be reached by a message that goes out now may be told in the next moment, so he counts
        // too.
        return db.sql("""
                SELECT COUNT(*) FROM delivery d JOIN message m ON m.id = d.message_id
                 WHERE m.world = :world AND m.topic = :topic
                   AND d.state IN ('sending', 'sent', 'delivered', 'unknown', 'doubtful')
                """)
                        .param("world", world.id())
                        .param("topic", topic)
                        .query(Long.class)
                        .single()
                > 0;
    }

    @Override
    public Optional<Progress> progress(World world, String topic) {
        return db.sql("""
                SELECT id, version, state FROM message WHERE world = :world AND topic = :topic ORDER BY version DESC LIMIT 1
                """)
                .param("world", world.id())
                .param("topic", topic)
                .query((row, i) -> new Progress(
                        row.getLong("id"), row.getInt("version"), row.getString("state"), counts(row.getLong("id"))))
                .optional();
    }

    Map<String, Long> counts(long message) {
        Map<String, Long> counts = new LinkedHashMap<>();
        db.sql("SELECT state, COUNT(*) AS n FROM delivery WHERE message_id = :id GROUP BY state ORDER BY state")
                .param("id", message)
                .query((row, i) -> counts.merge(
                        row.getString("state").equals("held") ? "waiting" : row.getString("state"),
                        row.getLong("n"),
                        Long::sum))
                .list();
        return counts;
    }

    @Override
    public void release(long message) {
        db.sql("UPDATE message SET after_message = NULL, after_until = NULL WHERE id = :id")
                .param("id", message)
                .update();
        AfterCommit.run(() -> events.publishEvent(new Put()));
    }

    /** The texts of a message, in the order in which they were given. */
    List<NewMessage.Text> texts(long message) {
        return db.sql("SELECT * FROM message_text WHERE message_id = :id ORDER BY place")
                .param("id", message)
                .query((row, i) -> new NewMessage.Text(
                        Channel.valueOf(row.getString("channel").toUpperCase(java.util.Locale.ROOT)),
                        row.getString("locale"),
                        row.getString("body"),
                        AudienceText.readButtons(row.getString("buttons")),
                        Objects.requireNonNullElse(row.getString("footer"), "")))
                .list();
    }
}
