package io.holdfast.delivery;

import io.holdfast.delivery.NewMessage.Text;
import io.holdfast.delivery.SlackChanges.Change;
import io.holdfast.engine.Worker;
import io.holdfast.time.World;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Says in the thread of a post that was edited what changed, by the outbox, behind everything else. While one reply is under way,
 * further edits gather: the next one tells the difference between what the post showed before them and what it shows then.
 */
@Component
class ThreadReplies extends Worker {
    private static final Logger log = LoggerFactory.getLogger(ThreadReplies.class);
    private static final int BATCH = 50;
    private static final Duration NEWS = Duration.ofMinutes(15);

    private final SlackChanges changes;
    private final ChangeWords words;
    private final OutboxRows outbox;
    private final JdbcClient db;
    private final TransactionTemplate transaction;

    ThreadReplies(
            SlackChanges changes,
            ChangeWords words,
            OutboxRows outbox,
            JdbcClient db,
            TransactionTemplate transaction) {
        super("slack-thread-replies", Duration.ofMillis(500));
        this.changes = changes;
        this.words = words;
        this.outbox = outbox;
        this.db = db;
        this.transaction = transaction;
    }

    @Override
    protected boolean work() {
        List<Change> due = changes.due(BATCH);
        for (Change one : due) {
            transaction.executeWithoutResult(tx -> changes.take(one).ifPresent(this::tell));
        }
        return due.size() == BATCH;
    }

    private record Shown(String channelId, String ts, int version) {}

    private void tell(Change change) {
        Optional<Shown> post = db.sql("""
                SELECT channel_id, ts, version FROM slack_post
                 WHERE world = :world AND topic = :topic AND address = :address
                """)
                .param("world", change.world())
                .param("topic", change.topic())
                .param("address", change.address())
                .query((row, i) -> new Shown(row.getString("channel_id"), row.getString("ts"), row.getInt("version")))
                .optional();
        // Posted anew meanwhile: its readers see the whole of it.
        if (post.isEmpty() || !post.get().ts().equals(change.ts())) {
            return;
        }
        Text before = text(change, change.from());
        Text now = text(change, post.get().version());
        if (before == null || now == null || struckOut(now.body())) {
            return;
        }
        Differences differences = Differences.between(before.body(), now.body());
        if (differences.lines().isEmpty()) {
            return;
        }
        try {
            put(change, post.get(), words.of(differences, change.at(), now.locale()));
        } catch (NoSuchElementException e) {
            log.warn("Readers of {} are not told what changed; the post itself shows it", change.topic(), e);
        }
    }

    // A task that is done: its post says so, and nobody has to read line by line what is not asked any more.
    private static boolean struckOut(String body) {
        return body.stripLeading().startsWith("~");
    }

    private @Nullable Text text(Change change, int version) {
        List<Text> texts = db
                .sql("SELECT id FROM message WHERE world = :world AND topic = :topic AND version = :version")
                .param("world", change.world())
                .param("topic", change.topic())
                .param("version", version)
                .query(Long.class)
                .optional()
                .map(outbox::texts)
                .orElse(List.of())
                .stream()
                .filter(t -> t.channel() == Channel.SLACK)
                .toList();
        return texts.stream()
                .filter(t -> t.locale().equals(change.locale()))
                .findFirst()
                .orElse(texts.isEmpty() ? null : texts.get(0));
    }

    private record Of(@Nullable String incident, int urgency, int facts) {}

    private void put(Change change, Shown post, String body) {
        Of of = db.sql("""
                SELECT incident_key, urgency, facts_version FROM message
                 WHERE world = :world AND topic = :topic AND version = :version
                """)
                .param("world", change.world())
                .param("topic", change.topic())
                .param("version", post.version())
                .query((row, i) ->
                        new Of(row.getString("incident_key"), row.getInt("urgency"), row.getInt("facts_version")))
                .single();
        NewMessage reply = new NewMessage(
                new World(change.world()),
                of.incident(),
                change.replyTopic().substring(change.replyTopic().indexOf('/') + 1),
                NewMessage.Kind.DIGEST,
                of.urgency(),
                new Audience.Addresses(List.of(
                        new Audience.Address(change.recipient(), Channel.SLACK, change.address(), change.locale()))),
                List.of(new Text(Channel.SLACK, change.locale(), body)),
                false,
                false,
                null,
                change.at().plus(NEWS),
                false,
                MessageLog.IN_THREAD,
                words.version(),
                of.facts());
        outbox.reply(reply, new Claimed.Thread(post.channelId(), post.ts()));
    }
}
