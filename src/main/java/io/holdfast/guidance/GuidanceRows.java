package io.holdfast.guidance;

import io.holdfast.catalog.Queue;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What each queue reads now, one row per incident and queue. */
@Component
class GuidanceRows implements Guidance, io.holdfast.updates.AgentsFirst {
    private static final Duration RECENT = Duration.ofMinutes(30);

    private final JdbcClient db;
    private final Playbooks playbooks;
    private final Times times;

    GuidanceRows(JdbcClient db, Playbooks playbooks, Times times) {
        this.db = db;
        this.playbooks = playbooks;
        this.times = times;
    }

    @Override
    public Board board(String queue) {
        Queue known = playbooks
                .current(World.LIVE)
                .catalog()
                .queue(queue)
                .orElseThrow(() -> new NoSuchElementException("There is no queue '" + queue + "'"));
        Instant now = times.in(World.LIVE);
        List<Block> blocks = db.sql("""
                SELECT * FROM guidance_block WHERE world = 'live' AND queue = :queue AND withdrawn_at IS NULL
                 ORDER BY changed_at DESC, incident_key DESC
                """)
                .param("queue", queue)
                .query((row, i) -> new Block(
                        row.getString("incident_key"),
                        row.getString("severity"),
                        row.getString("broken"),
                        row.getString("todo"),
                        row.getString("say"),
                        row.getString("dont"),
                        row.getString("works"),
                        row.getString("decides"),
                        SqlTime.get(row, "since"),
                        SqlTime.get(row, "changed_at"),
                        SqlTime.orNull(row, "next_word_at"),
                        row.getInt("facts_version")))
                .list();
        Instant cleared = db.sql(
                        "SELECT MAX(withdrawn_at) AS cleared FROM guidance_block WHERE world = 'live' AND queue = :queue")
                .param("queue", queue)
                .query((row, i) -> Optional.ofNullable(SqlTime.orNull(row, "cleared")))
                .single()
                .filter(at -> blocks.isEmpty() && at.isAfter(now.minus(RECENT)))
                .orElse(null);
        return new Board(queue, known.name(), now, etag(blocks, cleared), blocks, cleared);
    }

    private static String etag(List<Block> blocks, @Nullable Instant cleared) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest((blocks + "|" + cleared).getBytes(StandardCharsets.UTF_8)))
                    .substring(0, 20);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The newest guidance message of this incident; empty where none went out. */
    @Override
    public Optional<Long> newestMessage(String incident) {
        return db.sql("SELECT MAX(message) AS newest FROM guidance_block WHERE incident_key = :incident")
                .param("incident", incident)
                .query((row, i) -> {
                    long newest = row.getLong("newest");
                    return row.wasNull() ? Optional.<Long>empty() : Optional.of(newest);
                })
                .single();
    }

    /** Queues that read something of this incident now. */
    List<String> queues(String incident) {
        return db.sql(
                        "SELECT queue FROM guidance_block WHERE incident_key = :incident AND withdrawn_at IS NULL ORDER BY queue")
                .param("incident", incident)
                .query(String.class)
                .list();
    }

    /** The block as it stands for that queue; empty where there is none, or where it was withdrawn. */
    Optional<Block> block(String incident, String queue) {
        return board(queue).blocks().stream()
                .filter(b -> b.incident().equals(incident))
                .findFirst();
    }

    void write(World world, String queue, Block block, @Nullable Long message) {
        int rows = columns(db.sql("""
                        UPDATE guidance_block SET severity = :severity, broken = :broken, todo = :todo, say = :say, dont = :dont,
                               works = :works, decides = :decides, since = :since, changed_at = :changed,
                               next_word_at = :next, facts_version = :facts, message = COALESCE(:message, message),
                               withdrawn_at = NULL
                         WHERE incident_key = :incident AND queue = :queue
                        """), queue, block, message).update();
        if (rows == 0) {
            columns(db.sql("""
                            INSERT INTO guidance_block
                              (incident_key, queue, world, severity, broken, todo, say, dont, works, decides, since, changed_at,
                               next_word_at, facts_version, message)
                            VALUES
                              (:incident, :queue, :world, :severity, :broken, :todo, :say, :dont, :works, :decides, :since,
                               :changed, :next, :facts, :message)
                            """), queue, block, message)
                    .param("world", world.id())
                    .update();
        }
    }

    private static JdbcClient.StatementSpec columns(
            JdbcClient.StatementSpec sql, String queue, Block b, @Nullable Long message) {
        return sql.param("incident", b.incident())
                .param("queue", queue)
                .param("severity", b.severity())
                .param("broken", b.broken())
                .param("todo", b.todo())
                .param("say", b.say())
                .param("dont", b.dont())
                .param("works", b.works())
                .param("decides", b.decides())
                .param("since", SqlTime.of(b.since()))
                .param("changed", SqlTime.of(b.changedAt()))
                .param("next", SqlTime.of(b.nextWordAt()))
                .param("facts", b.factsVersion())
                .param("message", message, java.sql.Types.BIGINT);
    }

    void withdraw(String incident, String queue, Instant at) {
        db.sql(
                        "UPDATE guidance_block SET withdrawn_at = :at, changed_at = :at WHERE incident_key = :incident AND queue = :queue")
                .param("at", SqlTime.of(at))
                .param("incident", incident)
                .param("queue", queue)
                .update();
    }
}
