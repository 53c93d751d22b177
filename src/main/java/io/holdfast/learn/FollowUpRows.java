package io.holdfast.learn;

import io.holdfast.time.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Actions as rows. */
@Component
class FollowUpRows {
    private static final String SELECT = """
            SELECT a.*, i.title FROM review_action a JOIN incident i ON i.incident_key = a.incident_key
            """;

    private final JdbcClient db;

    FollowUpRows(JdbcClient db) {
        this.db = db;
    }

    List<Actions.Action> list(Actions.Search search, LocalDate today, int skip, int limit) {
        List<String> where = new ArrayList<>(List.of("i.world = 'live'"));
        Map<String, Object> params = new LinkedHashMap<>();
        switch (search.show()) {
            case OPEN -> where.add("a.done_at IS NULL");
            case OVERDUE -> where.add("a.done_at IS NULL AND a.due_on < :today");
            case DONE -> where.add("a.done_at IS NOT NULL");
            case ALL -> {} // each of them
        }
        if (search.owner() != null) {
            where.add("a.owner = :owner");
            params.put("owner", search.owner());
        }
        if (search.incident() != null) {
            where.add("a.incident_key = :incident");
            params.put("incident", search.incident());
        }
        return db.sql(SELECT + " WHERE " + String.join(" AND ", where) + """
                         ORDER BY CASE WHEN a.done_at IS NULL THEN 0 ELSE 1 END, CASE WHEN a.due_on IS NULL THEN 1 ELSE 0 END,
                                  a.done_at DESC, a.due_on, a.agreed_at, a.id
                         LIMIT :n OFFSET :skip
                        """)
                .params(params)
                .param("today", today)
                .param("n", limit)
                .param("skip", skip)
                .query((r, i) -> action(r, today))
                .list();
    }

    long overdue(LocalDate today) {
        return db.sql("""
                        SELECT COUNT(*) FROM review_action a JOIN incident i ON i.incident_key = a.incident_key
                         WHERE a.done_at IS NULL AND a.due_on < :today AND i.world = 'live'
                        """).param("today", today).query(Long.class).single();
    }

    Optional<Actions.Action> find(String id, LocalDate today) {
        return db.sql(SELECT + " WHERE a.id = :id")
                .param("id", id)
                .query((r, i) -> action(r, today))
                .optional();
    }

    private static Actions.Action action(ResultSet r, LocalDate today) throws SQLException {
        LocalDate due = r.getObject("due_on", LocalDate.class);
        Instant done = SqlTime.orNull(r, "done_at");
        return new Actions.Action(
                r.getString("id"),
                r.getString("incident_key"),
                r.getString("title"),
                r.getString("what"),
                r.getString("owner"),
                due,
                SqlTime.get(r, "agreed_at"),
                done,
                r.getString("link"),
                done == null && due != null && due.isBefore(today));
    }

    void insert(
            String id,
            String incident,
            String what,
            @Nullable String owner,
            @Nullable LocalDate dueOn,
            @Nullable String link,
            Instant at,
            @Nullable Instant remindAt) {
        db.sql("""
                INSERT INTO review_action (id, incident_key, place, what, owner, due_on, agreed_at, link, remind_at)
                SELECT :id, :incident, COALESCE(MAX(place), 0) + 1, :what, CAST(:owner AS VARCHAR(120)), CAST(:dueOn AS DATE), :at,
                       CAST(:link AS VARCHAR(400)), CAST(:remindAt AS TIMESTAMP WITH TIME ZONE)
                  FROM review_action WHERE incident_key = :incident
                """)
                .param("id", id)
                .param("incident", incident)
                .param("what", what)
                .param("owner", owner)
                .param("dueOn", dueOn)
                .param("at", SqlTime.of(at))
                .param("link", link)
                .param("remindAt", SqlTime.of(remindAt))
                .update();
    }

    void change(
            String id,
            @Nullable String owner,
            @Nullable LocalDate dueOn,
            @Nullable String link,
            @Nullable Instant remindAt) {
        db.sql("""
                UPDATE review_action SET owner = :owner, due_on = :dueOn, link = :link, remind_at = :remindAt, reminded = 0
                 WHERE id = :id
                """)
                .param("owner", owner)
                .param("dueOn", dueOn)
                .param("link", link)
                .param("remindAt", SqlTime.of(remindAt))
                .param("id", id)
                .update();
    }

    void done(String id, @Nullable Instant at) {
        db.sql("UPDATE review_action SET done_at = :at WHERE id = :id")
                .param("at", SqlTime.of(at))
                .param("id", id)
                .update();
    }

    /** One whose owner is to be reminded. */
    record Due(
            String id,
            String incident,
            String title,
            String what,
            @Nullable String owner,
            LocalDate dueOn,
            int reminded) {}

    /** The next that is due; nobody else has it until the transaction ends. */
    Optional<Due> due(Instant now, LocalDate today) {
        return db.sql("""
                        SELECT a.id, a.incident_key, i.title, a.what, a.owner, a.due_on, a.reminded
                          FROM review_action a JOIN incident i ON i.incident_key = a.incident_key
                         WHERE a.done_at IS NULL AND a.due_on IS NOT NULL AND i.world = 'live'
                           AND (a.remind_at <= :now OR a.remind_at IS NULL AND a.due_on <= :today)
                         ORDER BY a.due_on, a.id LIMIT 1
                        """)
                .param("now", SqlTime.of(now))
                .param("today", today)
                .query((r, i) -> new Due(
                        r.getString("id"),
                        r.getString("incident_key"),
                        r.getString("title"),
                        r.getString("what"),
                        r.getString("owner"),
                        r.getObject("due_on", LocalDate.class),
                        r.getInt("reminded")))
                .optional();
    }

    /** Returns whether nobody else has reminded him meanwhile. */
    boolean reminded(Due due, Instant next) {
        return db.sql("""
                        UPDATE review_action SET remind_at = :next, reminded = reminded + 1
                         WHERE id = :id AND reminded = :reminded AND done_at IS NULL
                        """)
                        .param("next", SqlTime.of(next))
                        .param("id", due.id())
                        .param("reminded", due.reminded())
                        .update()
                > 0;
    }

    Optional<Instant> nextReminder(Instant now) {
        return db.sql("""
                        SELECT MIN(a.remind_at) AS at FROM review_action a JOIN incident i ON i.incident_key = a.incident_key
                         WHERE a.done_at IS NULL AND a.remind_at > :now AND i.world = 'live'
                        """)
                .param("now", SqlTime.of(now))
                .query((r, i) -> Optional.ofNullable(SqlTime.orNull(r, "at")))
                .single();
    }
}
