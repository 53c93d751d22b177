package io.holdfast.delivery;

import io.holdfast.time.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The right words to those who read the wrong ones. */
@Component
class Corrections {
    /** What a vendor takes at most, in characters. */
    private static final Map<Channel, Integer> LONGEST =
            Map.of(Channel.SMS, 1_600, Channel.SLACK, 3_000, Channel.EMAIL, 20_000, Channel.VOICE, 1_600);

    private final JdbcClient db;
    private final OutboxRows outbox;

    Corrections(JdbcClient db, OutboxRows outbox) {
        this.db = db;
        this.outbox = outbox;
    }

    /** Why this version can't be corrected. */
    Optional<String> refusal(World world, String topic, int version) {
        Optional<Long> newer = db.sql(
                        "SELECT MAX(id) FROM message WHERE world = :world AND topic = :topic AND version > :version")
                .param("world", world.id())
                .param("topic", topic)
                .param("version", version)
                .query((row, i) -> row.getLong(1))
                .optional()
                .filter(id -> id > 0);
        if (newer.isPresent()) {
            return Optional.of("A newer version of it was told: correct message " + newer.get());
        }
        return outbox.anybodyTold(world, topic)
                ? Optional.empty()
                : Optional.of("Nobody was told of it yet: withdraw it instead");
    }

    /** Puts the next version of this message's topic and answers its id. */
    long put(long message, Map<String, String> texts, String because) {
        List<NewMessage.Text> wrong = outbox.texts(message);
        List<NewMessage.Text> right = right(wrong, texts);
        return outbox.put(db.sql("SELECT * FROM message WHERE id = :id")
                .param("id", message)
                .query((row, i) -> {
                    String incident = row.getString("incident_key");
                    String topic = row.getString("topic");
                    return new NewMessage(
                            new World(row.getString("world")),
                            incident,
                            topic.substring(topic.indexOf('/') + 1),
                            NewMessage.Kind.valueOf(row.getString("kind")),
                            row.getInt("urgency"),
                            new Audience.ToldEarlier(),
                            right,
                            row.getBoolean("edit"),
                            true,
                            null,
                            null,
                            row.getBoolean("repeat_unknown"),
                            "corrected by hand: " + because,
                            row.getLong("playbook"),
                            row.getInt("facts_version"));
                })
                .single());
    }

    private static List<NewMessage.Text> right(List<NewMessage.Text> wrong, Map<String, String> texts) {
        Set<String> spoken = wrong.stream().map(NewMessage.Text::locale).collect(Collectors.toCollection(TreeSet::new));
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("'texts' holds the right words, by language: " + spoken);
        }
        for (String locale : texts.keySet()) {
            if (!spoken.contains(locale)) {
                throw new IllegalArgumentException(
                        "The message was told in " + String.join(", ", spoken) + "; '" + locale + "' is none of these");
            }
        }
        List<NewMessage.Text> right = new ArrayList<>();
        Map<Channel, List<NewMessage.Text>> byChannel = wrong.stream()
                .collect(Collectors.groupingBy(NewMessage.Text::channel, LinkedHashMap::new, Collectors.toList()));
        byChannel.forEach((channel, each) -> each.stream()
                .filter(t -> texts.containsKey(t.locale()))
                .forEach(t -> right.add(new NewMessage.Text(
                        channel,
                        t.locale(),
                        body(channel, t.locale(), String.valueOf(texts.get(t.locale()))),
                        t.buttons()))));
        return right;
    }

    private static String body(Channel channel, String locale, String text) {
        String body = text.strip();
        int most = LONGEST.getOrDefault(channel, 1_600);
        if (body.isEmpty() || body.length() > most) {
            throw new IllegalArgumentException(
                    "The text in '" + locale + "' has 1 to " + most + " characters for " + channel.word());
        }
        return channel == Channel.SLACK
                ? body.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                : body;
    }
}
