package io.holdfast.updates;

import io.holdfast.delivery.Channel;
import io.holdfast.delivery.OtherWay;
import io.holdfast.incident.Incident;
import io.holdfast.time.SqlTime;
import io.holdfast.time.World;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows behind 'Tell the rest another way?'; changed under the incident's lock only. */
@Component
class FailedChannelRows {
    private final JdbcClient db;

    FailedChannelRows(JdbcClient db) {
        this.db = db;
    }

    void insert(String id, Incident incident, Channel channel, OtherWay.Reach reach, Instant now) {
        Instant stopped = reach.stoppedAt();
        write("""
                INSERT INTO failed_channel (id, incident_key, world, channel, message_id, state, stopped_at, until_at, knows, untold,
                       unclear, elsewhere, counted_at)
                VALUES (:id, :incident, :world, :channel, :message, 'failed', :stopped, NULL, :knows, :untold, :unclear, :elsewhere, :now)
                """, id, reach, now)
                .param("incident", incident.key())
                .param("world", incident.world().id())
                .param("channel", channel.id())
                .param("stopped", SqlTime.of(stopped == null ? now : stopped))
                .update();
    }

    /** The figures as they are now, perhaps of a newer message. */
    void count(String id, OtherWay.Reach reach, Instant now) {
        write("""
                UPDATE failed_channel SET message_id = :message, knows = :knows, untold = :untold, unclear = :unclear,
                       elsewhere = :elsewhere, counted_at = :now
                 WHERE id = :id
                """, id, reach, now).update();
    }

    private JdbcClient.StatementSpec write(String sql, String id, OtherWay.Reach reach, Instant now) {
        return db.sql(sql)
                .param("id", id)
                .param("message", reach.message())
                .param("knows", reach.knows())
                .param("untold", reach.untold())
                .param("unclear", reach.unclear())
                .param("elsewhere", text(reach.elsewhere()))
                .param("now", SqlTime.of(now));
    }

    void state(String id, String state) {
        db.sql("UPDATE failed_channel SET state = :state WHERE id = :id")
                .param("state", state)
                .param("id", id)
                .update();
    }

    void until(String id, @Nullable Instant until) {
        db.sql("UPDATE failed_channel SET until_at = :until WHERE id = :id")
                .param("until", until == null ? null : SqlTime.of(until), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", id)
                .update();
    }

    /** Nothing is asked of this incident any more. */
    void end(String incident) {
        db.sql(
                        "UPDATE failed_channel SET state = 'over' WHERE incident_key = :incident AND state IN ('failed', 'asked')")
                .param("incident", incident)
                .update();
    }

    FailedChannel get(@Nullable String id) {
        return db.sql("SELECT * FROM failed_channel WHERE id = :id")
                .param("id", id == null ? "" : id)
                .query((row, i) -> map(row))
                .optional()
                .orElseThrow(() -> new NoSuchElementException("There is no failed channel " + id));
    }

    /** Those that are not answered yet, oldest first. */
    List<FailedChannel> open() {
        return db.sql("SELECT * FROM failed_channel WHERE state IN ('failed', 'asked') ORDER BY id")
                .query((row, i) -> map(row))
                .list();
    }

    /** Those that nobody was asked about yet. */
    List<FailedChannel> notAsked() {
        return open().stream().filter(row -> row.state().equals("failed")).toList();
    }

    /** Those that are over, of incidents that are asked nothing now; of the last day, since a wake-up is lost for moments only. */
    List<FailedChannel> lastlyOver(Instant since) {
        return db.sql("""
                SELECT * FROM failed_channel f WHERE f.state = 'over' AND f.counted_at > :since
                   AND NOT EXISTS (SELECT 1 FROM failed_channel o WHERE o.incident_key = f.incident_key
                         AND o.state IN ('failed', 'asked'))
                """)
                .param("since", SqlTime.of(since))
                .query((row, i) -> map(row))
                .list();
    }

    /** The newest of this incident and channel. */
    Optional<FailedChannel> newest(String incident, Channel channel) {
        return db.sql("""
                SELECT * FROM failed_channel WHERE incident_key = :incident AND channel = :channel
                 ORDER BY counted_at DESC, id DESC LIMIT 1
                """)
                .param("incident", incident)
                .param("channel", channel.id())
                .query((row, i) -> map(row))
                .optional();
    }

    private static FailedChannel map(ResultSet row) throws SQLException {
        return new FailedChannel(
                row.getString("id"),
                new World(row.getString("world")),
                row.getString("incident_key"),
                channel(row.getString("channel")),
                row.getLong("message_id"),
                row.getString("state"),
                SqlTime.get(row, "stopped_at"),
                SqlTime.orNull(row, "until_at"),
                row.getLong("knows"),
                row.getLong("untold"),
                row.getLong("unclear"),
                counts(row.getString("elsewhere")),
                SqlTime.get(row, "counted_at"));
    }

    private static String text(Map<Channel, Long> counts) {
        return counts.entrySet().stream()
                .map(e -> e.getKey().id() + "=" + e.getValue())
                .collect(Collectors.joining(","));
    }

    private static Map<Channel, Long> counts(String text) {
        Map<Channel, Long> counts = new EnumMap<>(Channel.class);
        for (String one : text.split(",")) {
            int is = one.indexOf('=');
            if (is > 0) {
                counts.put(channel(one.substring(0, is)), Long.valueOf(one.substring(is + 1)));
            }
        }
        return counts;
    }

    private static Channel channel(String id) {
        return Channel.valueOf(id.toUpperCase(Locale.ROOT));
    }
}
