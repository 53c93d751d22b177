package io.holdfast.delivery;

import io.holdfast.time.SqlTime;
import io.holdfast.time.World;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class MessageRows implements MessageLog {
    private final JdbcClient db;
    private final OutboxRows outbox;
    private final Counting counting;

    MessageRows(JdbcClient db, OutboxRows outbox, Counting counting) {
        this.db = db;
        this.outbox = outbox;
        this.counting = counting;
    }

    @Override
    public List<Sent> of(String incident) {
        return db.sql(
                        "SELECT * FROM message WHERE incident_key = :incident AND thread_ts IS NULL ORDER BY id DESC LIMIT 500")
                .param("incident", incident)
                .query((row, i) -> sent(row))
                .list();
    }

    @Override
    public Set<Long> takenBack(String incident) {
        return Set.copyOf(db.sql("SELECT id FROM message WHERE incident_key = :incident AND taken_back = TRUE")
                .param("incident", incident)
                .query(Long.class)
                .list());
    }

    @Override
    public List<Sent> latest(World world, int limit) {
        return db.sql("SELECT * FROM message WHERE world = :world ORDER BY id DESC LIMIT :n")
                .param("world", world.id())
                .param("n", limit)
                .query((row, i) -> sent(row))
                .list();
    }

    private Sent sent(ResultSet row) throws SQLException {
        long id = row.getLong("id");
        Counting.Count count = counting.of(id, row.getString("state"), SqlTime.get(row, "put_at"));
        Map<String, Long> counts = count.states();
        long remaining = counts.getOrDefault("waiting", 0L)
                + counts.getOrDefault("sending", 0L)
                + counts.getOrDefault("unknown", 0L);
        return new Sent(
                id,
                row.getString("incident_key"),
                row.getString("topic"),
                row.getInt("version"),
                NewMessage.Kind.valueOf(row.getString("kind")),
                row.getString("state"),
                row.getString("audience_words"),
                outbox.texts(id),
                row.getInt("facts_version"),
                row.getString("reason"),
                SqlTime.get(row, "created_at"),
                counts,
                remaining,
                count.perSecond(),
                count.left());
    }

    @Override
    public Optional<Sent> find(long message) {
        return db.sql("SELECT * FROM message WHERE id = :id AND world = :world")
                .param("id", message)
                .param("world", World.LIVE.id())
                .query((row, i) -> sent(row))
                .optional();
    }

    @Override
    public List<Told> told(long message, int limit) {
        return db.sql("SELECT * FROM delivery WHERE message_id = :id ORDER BY recipient, channel LIMIT :n")
                .param("id", message)
                .param("n", limit)
                .query((row, i) -> new Told(
                        row.getString("recipient"),
                        channel(row),
                        masked(row.getString("address")),
                        row.getString("locale"),
                        state(row),
                        SqlTime.get(row, "changed_at"),
                        row.getString("vendor_id"),
                        problem(row.getString("code"))))
                .list();
    }

    @Override
    public List<Seen> seen(World world, Channel channel, int limit) {
        return read(world, channel, "", limit);
    }

    @Override
    public List<Seen> seen(World world, Channel channel, String address, int limit) {
        return read(world, channel, address, limit);
    }

    @Override
    public Map<String, String> receivers(World world, Channel channel, int limit) {
        Map<String, String> all = new LinkedHashMap<>();
        db.sql("""
                SELECT d.address, MAX(d.recipient) AS who, MAX(d.changed_at) AS newest
                  FROM delivery d JOIN message m ON m.id = d.message_id
                 WHERE m.world = :world AND d.channel = :channel AND d.state IN ('sent', 'delivered', 'unknown', 'sending', 'doubtful')
                 GROUP BY d.address ORDER BY newest DESC, d.address LIMIT :n
                """)
                .param("world", world.id())
                .param("channel", channel.id())
                .param("n", limit)
                .query((row, i) -> all.put(row.getString("address"), row.getString("who")))
                .list();
        return all;
    }

    /** @param address of whom alone; empty for everybody */
    private List<Seen> read(World world, Channel channel, String address, int limit) {
        // A post that was edited shows once, as it stands now: its topic's newest version that arrived.
        return db.sql("""
                SELECT d.*, m.incident_key, m.id AS mid, m.version AS v, m.edit
                  FROM delivery d JOIN message m ON m.id = d.message_id
                 WHERE m.world = :world AND d.channel = :channel AND d.state IN ('sent', 'delivered', 'unknown', 'sending', 'doubtful')
                   AND (:everybody = TRUE OR d.address = :address)
                   AND NOT EXISTS (
                         SELECT 1 FROM delivery d2 JOIN message m2 ON m2.id = d2.message_id
                          WHERE m2.world = m.world AND m2.topic = m.topic AND m2.version > m.version AND m2.edit = TRUE
                            AND d2.recipient = d.recipient AND d2.channel = d.channel AND d2.state IN ('sent', 'delivered'))
                 ORDER BY d.changed_at DESC, d.id DESC LIMIT :n
                """)
                .param("world", world.id())
                .param("channel", channel.id())
                .param("everybody", address.isEmpty())
                .param("address", address)
                .param("n", limit)
                .query((row, i) -> {
                    String locale = row.getString("locale");
                    List<NewMessage.Text> texts = outbox.texts(row.getLong("mid")).stream()
                            .filter(t -> t.channel() == channel)
                            .toList();
                    NewMessage.Text text = texts.stream()
                            .filter(t -> t.locale().equals(locale))
                            .findFirst()
                            .orElse(texts.isEmpty() ? new NewMessage.Text(channel, locale, "") : texts.get(0));
                    return new Seen(
                            row.getLong("mid"),
                            row.getString("incident_key"),
                            row.getString("recipient"),
                            channel,
                            row.getString("address"),
                            locale,
                            text.whole(),
                            text.buttons(),
                            state(row),
                            SqlTime.get(row, "changed_at"),
                            row.getBoolean("edit") ? row.getInt("v") : 1);
                })
                .list();
    }

    private static Channel channel(ResultSet row) throws SQLException {
        return Channel.valueOf(row.getString("channel").toUpperCase(java.util.Locale.ROOT));
    }

    // 'held' is a kind of waiting to the outside.
    private static String state(ResultSet row) throws SQLException {
        String state = row.getString("state");
        return state.equals("held") ? "waiting" : state;
    }

    private static @Nullable String problem(@Nullable String code) {
        return code == null || code.equals("told") ? null : TwilioCodes.words(code);
    }

    static String masked(String address) {
        if (address.indexOf('@') > 0) {
            return "…" + address.substring(address.indexOf('@'));
        }
        return address.startsWith("+") && address.length() > 5
                ? address.substring(0, 3) + "…" + address.substring(address.length() - 3)
                : address;
    }
}
