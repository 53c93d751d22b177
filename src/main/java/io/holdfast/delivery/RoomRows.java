package io.holdfast.delivery;

import io.holdfast.time.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The channels of incidents as far as they have come. */
@Component
class RoomRows {
    private final JdbcClient db;

    RoomRows(JdbcClient db) {
        this.db = db;
    }

    /**
     * A channel.
     *
     * @param name as it was or will be asked for, {@code inc-7}
     * @param suffix how many names were taken already
     * @param state {@code wanted}, {@code made}, {@code without}
     * @param tries how often Slack was asked to make one of this name
     * @param wantedAt since when this name is wanted, by the machine's clock
     * @param invited Slack users who were asked in
     * @param summary digest of the summary as it was put last
     */
    record Room(
            String incident,
            String name,
            int suffix,
            String state,
            int tries,
            Instant wantedAt,
            @Nullable String channel,
            @Nullable String topic,
            Set<String> invited,
            @Nullable String summary,
            @Nullable String pinned) {}

    /** Whose channel this is; empty where it is nobody's. */
    Optional<String> incident(String channel) {
        return db.sql("SELECT incident_key FROM slack_room WHERE channel_id = :channel")
                .param("channel", channel)
                .query(String.class)
                .optional();
    }

    Optional<Room> find(String incident) {
        return db.sql("SELECT * FROM slack_room WHERE incident_key = :incident")
                .param("incident", incident)
                .query(RoomRows::read)
                .optional();
    }

    /** Those with something to do now, oldest first. */
    List<Room> due(Instant now) {
        return db.sql("SELECT * FROM slack_room WHERE state <> 'without' AND due_at <= :now ORDER BY due_at LIMIT 20")
                .param("now", SqlTime.of(now))
                .query(RoomRows::read)
                .list();
    }

    /** Notes that one is wanted, before anybody is asked for it. */
    void want(String incident, String name, Instant now) {
        db.sql("""
                INSERT INTO slack_room (incident_key, name, suffix, state, tries, wanted_at, due_at, invited)
                VALUES (:incident, :name, 1, 'wanted', 0, :now, :now, '')
                """)
                .param("incident", incident)
                .param("name", name)
                .param("now", SqlTime.of(now))
                .update();
    }

    /** Takes it into this node's hands until then; false where another node has it. */
    boolean claim(Room room, Instant now, Instant until, boolean tries) {
        return db.sql("""
                        UPDATE slack_room SET due_at = :until, tries = tries + :more
                         WHERE incident_key = :incident AND state = :state AND tries = :tries AND due_at <= :now
                        """)
                        .param("until", SqlTime.of(until))
                        .param("more", tries ? 1 : 0)
                        .param("incident", room.incident())
                        .param("state", room.state())
                        .param("tries", room.tries())
                        .param("now", SqlTime.of(now))
                        .update()
                > 0;
    }

    /** The name is somebody else's: this one is wanted instead. */
    void rename(String incident, String name, int suffix, Instant now) {
        db.sql("""
                UPDATE slack_room SET name = :name, suffix = :suffix, tries = 0, wanted_at = :now, due_at = :now
                 WHERE incident_key = :incident AND state = 'wanted'
                """)
                .param("name", name)
                .param("suffix", suffix)
                .param("now", SqlTime.of(now))
                .param("incident", incident)
                .update();
    }

    void made(String incident, String channel, Instant now) {
        db.sql(
                        "UPDATE slack_room SET state = 'made', channel_id = :channel, due_at = :now WHERE incident_key = :incident")
                .param("channel", channel)
                .param("now", SqlTime.of(now))
                .param("incident", incident)
                .update();
    }

    void without(String incident, String because) {
        db.sql("UPDATE slack_room SET state = 'without', because = :because WHERE incident_key = :incident")
                .param("because", because)
                .param("incident", incident)
                .update();
    }

    /** Keeps what the channel shows now, and when to look again. */
    void shows(Room room, Instant due) {
        db.sql("""
                UPDATE slack_room SET topic = :topic, invited = :invited, summary = :summary, pinned_ts = :pinned, due_at = :due
                 WHERE incident_key = :incident
                """)
                .param("topic", room.topic(), java.sql.Types.VARCHAR)
                .param("invited", String.join(" ", room.invited()))
                .param("summary", room.summary(), java.sql.Types.VARCHAR)
                .param("pinned", room.pinned(), java.sql.Types.VARCHAR)
                .param("due", SqlTime.of(due))
                .param("incident", room.incident())
                .update();
    }

    /** It goes on again: whoever looks after closed ones seldom looks now. */
    void soon(String incident, Instant now) {
        db.sql(
                        "UPDATE slack_room SET due_at = :now WHERE incident_key = :incident AND state = 'made' AND due_at > :long")
                .param("now", SqlTime.of(now))
                .param("long", SqlTime.of(now.plusSeconds(120)))
                .param("incident", incident)
                .update();
    }

    void later(String incident, Instant due) {
        db.sql("UPDATE slack_room SET due_at = :due WHERE incident_key = :incident")
                .param("due", SqlTime.of(due))
                .param("incident", incident)
                .update();
    }

    private static Room read(ResultSet row, int i) throws SQLException {
        String invited = row.getString("invited");
        return new Room(
                row.getString("incident_key"),
                row.getString("name"),
                row.getInt("suffix"),
                row.getString("state"),
                row.getInt("tries"),
                SqlTime.get(row, "wanted_at"),
                row.getString("channel_id"),
                row.getString("topic"),
                invited == null || invited.isBlank() ? Set.of() : new TreeSet<>(Set.of(invited.split(" "))),
                row.getString("summary"),
                row.getString("pinned_ts"));
    }
}
