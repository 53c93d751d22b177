package io.holdfast.delivery;

import io.holdfast.time.SqlTime;
import io.holdfast.time.World;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Addresses are looked for by their digest, as a whole, and never by a part of them. */
@Component
class DeliveryLogRows implements DeliveryLog {
    private static final Pattern NUMBER = Pattern.compile("(?:\\+|00)[0-9 ().\\-/]{6,30}");
    private static final Pattern MAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
    private static final Pattern NUMBER_WITHIN = Pattern.compile("\\+[0-9]{6,15}");

    private static final String LINES = """
            SELECT d.*, m.incident_key, m.topic, m.version, m.reason, m.state AS message_state
              FROM delivery d JOIN message m ON m.id = d.message_id
             WHERE m.world = :world""";

    private final JdbcClient db;
    private final OutboxRows outbox;

    DeliveryLogRows(JdbcClient db, OutboxRows outbox) {
        this.db = db;
        this.outbox = outbox;
    }

    /** A line without its words. */
    private record Row(
            long id,
            long message,
            @Nullable String incident,
            String topic,
            int version,
            String recipient,
            Channel channel,
            String address,
            String locale,
            String state,
            String reason,
            Instant at,
            int attempts,
            @Nullable String vendorId,
            @Nullable String problem,
            boolean again) {}

    @Override
    public List<Line> find(World world, Search search, @Nullable Long before, int limit) {
        StringBuilder sql = new StringBuilder(LINES);
        Map<String, Object> params = new LinkedHashMap<>(Map.of("world", world.id(), "n", limit));
        if (before != null) {
            sql.append(" AND d.id < :before");
            params.put("before", before);
        }
        String incident = said(search.incident());
        if (!incident.isEmpty()) {
            sql.append(" AND m.incident_key = :incident");
            params.put("incident", incident.toUpperCase(Locale.ROOT));
        }
        String state = said(search.state());
        if (!state.isEmpty()) {
            sql.append(" AND d.state IN (:states)");
            params.put("states", state.equals("waiting") ? List.of("waiting", "held") : List.of(state));
        }
        if (search.channel() != null) {
            sql.append(" AND d.channel = :channel");
            params.put("channel", search.channel().id());
        }
        String q = said(search.q());
        if (!q.isEmpty()) {
            sql.append(look(q, params));
        }
        return lines(db.sql(sql.append(" ORDER BY d.id DESC LIMIT :n").toString())
                .params(params)
                .query((row, i) -> row(row))
                .list());
    }

    private static String said(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    private static String look(String q, Map<String, Object> params) {
        if (NUMBER.matcher(q).matches()) {
            String number = "+" + q.replaceFirst("^(\\+|00)", "").replaceAll("[^0-9]", "");
            params.put("hashes", List.of(Digests.address(Channel.SMS, number), Digests.address(Channel.VOICE, number)));
            return " AND d.address_hash IN (:hashes)";
        }
        if (MAIL.matcher(q).matches()) {
            params.put("hashes", List.of(Digests.address(Channel.EMAIL, q)));
            return " AND d.address_hash IN (:hashes)";
        }
        params.put(
                "names",
                List.of(q, "person:" + q, "subscriber:" + q, "channel:" + q, "channel:#" + q, "channel:@" + q));
        params.put("words", "%" + literally(q.toLowerCase(Locale.ROOT)) + "%");
        return " AND (d.recipient IN (:names) OR d.message_id IN"
                + " (SELECT t.message_id FROM message_text t WHERE LOWER(t.body) LIKE :words ESCAPE '!'))";
    }

    private static String literally(String words) {
        return words.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    @Override
    public Optional<Line> find(long delivery) {
        return lines(db.sql(LINES + " AND d.id = :id")
                        .param("world", World.LIVE.id())
                        .param("id", delivery)
                        .query((row, i) -> row(row))
                        .list())
                .stream()
                .findFirst();
    }

    @Override
    public Map<String, Long> doubtful(World world) {
        Map<String, Long> counts = new LinkedHashMap<>();
        db.sql("""
                SELECT m.incident_key, COUNT(*) AS n FROM delivery d JOIN message m ON m.id = d.message_id
                 WHERE d.state = 'doubtful' AND m.world = :world AND m.state IN ('done', 'sending') GROUP BY m.incident_key
                """)
                .param("world", world.id())
                .query((row, i) -> {
                    String incident = row.getString("incident_key");
                    return counts.put(incident == null ? "house" : incident, row.getLong("n"));
                })
                .list();
        return counts;
    }

    private Row row(ResultSet row) throws SQLException {
        String state = row.getString("state");
        String code = row.getString("code");
        return new Row(
                row.getLong("id"),
                row.getLong("message_id"),
                row.getString("incident_key"),
                row.getString("topic"),
                row.getInt("version"),
                NUMBER_WITHIN.matcher(row.getString("recipient")).replaceAll(m -> MessageRows.masked(m.group())),
                Channel.valueOf(row.getString("channel").toUpperCase(Locale.ROOT)),
                MessageRows.masked(row.getString("address")),
                row.getString("locale"),
                state.equals("held") ? "waiting" : state,
                row.getString("reason"),
                SqlTime.get(row, "changed_at"),
                row.getInt("attempt"),
                row.getString("vendor_id"),
                code == null || code.equals("told") ? null : TwilioCodes.words(code),
                Set.of("doubtful", "failed").contains(state)
                        && Set.of("done", "sending").contains(row.getString("message_state"))
                        && row.getInt("attempt") > 0);
    }

    private List<Line> lines(List<Row> rows) {
        Map<Long, List<NewMessage.Text>> texts = new HashMap<>();
        List<Line> lines = new ArrayList<>();
        for (Row r : rows) {
            List<NewMessage.Text> said = texts.computeIfAbsent(r.message(), outbox::texts).stream()
                    .filter(t -> t.channel() == r.channel())
                    .toList();
            String words = said.stream()
                    .filter(t -> t.locale().equals(r.locale()))
                    .findFirst()
                    .or(() -> said.stream().findFirst())
                    .map(NewMessage.Text::body)
                    .orElse("");
            lines.add(new Line(
                    r.id(),
                    r.message(),
                    r.incident(),
                    r.topic(),
                    r.version(),
                    r.recipient(),
                    r.channel(),
                    r.address(),
                    r.locale(),
                    r.state(),
                    words,
                    r.reason(),
                    r.at(),
                    r.attempts(),
                    r.vendorId(),
                    r.problem(),
                    r.again()));
        }
        return lines;
    }
}
