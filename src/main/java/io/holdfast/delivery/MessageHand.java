package io.holdfast.delivery;

import io.holdfast.engine.AfterCommit;
import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Legal moves are a table: sending to paused and back, either to cancelled. */
@Component
class MessageHand implements MessageControl {
    private static final Map<String, String> FROM = Map.of("paused", "sending", "sending", "paused");
    private static final Map<String, String> DONE =
            Map.of("paused", "is paused", "sending", "goes on", "cancelled", "is cancelled");

    private final JdbcClient db;
    private final Pace pace;
    private final Times times;
    private final Evidence evidence;
    private final ApplicationEventPublisher events;
    private final Addressees addressees;
    private final Corrections corrections;

    MessageHand(
            JdbcClient db,
            Pace pace,
            Times times,
            Evidence evidence,
            ApplicationEventPublisher events,
            Addressees addressees,
            Corrections corrections) {
        this.db = db;
        this.pace = pace;
        this.times = times;
        this.evidence = evidence;
        this.events = events;
        this.addressees = addressees;
        this.corrections = corrections;
    }

    private record Of(
            long id, World world, @Nullable String incident, String topic, int version, String state, String words) {}

    @Override
    @Transactional
    public Optional<String> pause(long message, Actor by, String because) {
        return move(message, "paused", by, because);
    }

    @Override
    @Transactional
    public Optional<String> resume(long message, Actor by, String because) {
        return move(message, "sending", by, because);
    }

    @Override
    @Transactional
    public Optional<String> cancel(long message, Actor by, String because) {
        return move(message, "cancelled", by, because);
    }

    private Optional<String> move(long message, String to, Actor by, String because) {
        Optional<Of> found = of("SELECT * FROM message WHERE id = :id FOR UPDATE", message);
        if (found.isEmpty()) {
            return Optional.of("There is no message " + message);
        }
        Of of = found.get();
        boolean legal = to.equals("cancelled")
                ? FROM.containsKey(of.state())
                : of.state().equals(FROM.get(to));
        if (!legal) {
            return Optional.of("The message is " + of.state() + ", so it can't become " + to);
        }
        db.sql("UPDATE message SET state = :to, loose = :loose WHERE id = :id")
                .param("to", to)
                .param("loose", to.equals("cancelled"))
                .param("id", message)
                .update();
        record(of, "message." + to, of.words() + " – " + DONE.get(to) + ", since: " + because, by, Map.of());
        AfterCommit.run(() -> events.publishEvent(new Expansion.Rows()));
        return Optional.empty();
    }

    @Override
    @Transactional
    public Optional<String> withdraw(long message, Actor by, String because) {
        Optional<Of> found = of("SELECT * FROM message WHERE id = :id", message);
        if (found.isEmpty()) {
            return Optional.of("There is no message " + message);
        }
        Of of = found.get();
        int rows = db.sql("""
                UPDATE message SET state = 'withdrawn', loose = TRUE, taken_back = TRUE
                 WHERE world = :world AND topic = :topic AND state IN ('draft', 'approved', 'sending', 'paused')
                """)
                .param("world", of.world().id())
                .param("topic", of.topic())
                .update();
        if (rows == 0) {
            return Optional.of("Nothing of it waits any more; what is out can only be corrected");
        }
        record(
                of,
                "message.withdrawn",
                of.words() + " – what still waited is withdrawn, since: " + because,
                by,
                Map.of());
        return Optional.empty();
    }

    @Override
    @Transactional
    public Optional<String> correct(long message, Map<String, String> texts, Actor by, String because) {
        Optional<Of> found = of("SELECT * FROM message WHERE id = :id FOR UPDATE", message);
        if (found.isEmpty()) {
            return Optional.of("There is no message " + message);
        }
        Of of = found.get();
        Optional<String> refused = corrections.refusal(of.world(), of.topic(), of.version());
        if (refused.isPresent()) {
            return refused;
        }
        long fresh = corrections.put(message, texts, because);
        record(
                of,
                "message.corrected",
                of.words() + " – is corrected to those who were told, since: " + because,
                by,
                Map.of("corrected-by", fresh));
        return Optional.empty();
    }

    @Override
    @Transactional
    public Optional<String> sendAgain(long delivery, Actor by) {
        record Row(long message, String state, int attempt) {}
        Optional<Row> found = db.sql("SELECT message_id, state, attempt FROM delivery WHERE id = :id")
                .param("id", delivery)
                .query((row, i) -> new Row(row.getLong("message_id"), row.getString("state"), row.getInt("attempt")))
                .optional();
        if (found.isEmpty()) {
            return Optional.of("There is no delivery " + delivery);
        }
        Row row = found.get();
        Of of = of("SELECT * FROM message WHERE id = :id FOR UPDATE", row.message())
                .orElseThrow();
        if (!of.state().equals("done") && !of.state().equals("sending")) {
            return Optional.of(
                    "The message is " + of.state() + ": what it says does not hold any more, so it is not sent again");
        }
        if (!row.state().equals("doubtful") && !row.state().equals("failed")) {
            return Optional.of("It is " + row.state() + ": only what stayed unclear or failed is sent again");
        }
        if (row.attempt() == 0) {
            return Optional.of(
                    "It was never tried, since the address proved wrong earlier: put the address right first");
        }
        db.sql("""
                UPDATE delivery SET state = 'unknown', again = TRUE, asked = 0, tries = 0, lease_until = :now, code = 'again',
                       changed_at = :world
                 WHERE id = :id AND state = :was
                """)
                .param("now", SqlTime.of(pace.now()))
                .param("world", SqlTime.of(times.in(of.world())))
                .param("id", delivery)
                .param("was", row.state())
                .update();
        db.sql("UPDATE message SET state = 'sending' WHERE id = :id AND state = 'done'")
                .param("id", of.id())
                .update();
        record(
                of,
                "message.again",
                of.words() + " – one of them is sent again, unless the vendor knows it",
                by,
                Map.of("delivery", delivery));
        return Optional.empty();
    }

    private Optional<Of> of(String sql, long message) {
        return db.sql(sql)
                .param("id", message)
                .query((row, i) -> new Of(
                        row.getLong("id"),
                        new World(row.getString("world")),
                        row.getString("incident_key"),
                        row.getString("topic"),
                        row.getInt("version"),
                        row.getString("state"),
                        MessageWords.put(
                                NewMessage.Kind.valueOf(row.getString("kind")),
                                addressees.recorded(
                                        new World(row.getString("world")),
                                        AudienceText.read(row.getString("audience"))),
                                row.getString("reason"))))
                .optional();
    }

    private void record(Of of, String kind, String words, Actor by, Map<String, Object> more) {
        Map<String, Object> body = new LinkedHashMap<>(more);
        body.put("message", of.id());
        body.put("topic", of.topic());
        body.put("version", of.version());
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
