package io.holdfast.learn;

import io.holdfast.incident.Phase;
import io.holdfast.time.SqlTime;
import io.holdfast.time.World;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class ReviewRows implements Reviews {
    private final JdbcClient db;

    ReviewRows(JdbcClient db) {
        this.db = db;
    }

    @Override
    public Optional<Review> of(String incident) {
        List<Action> actions = db.sql("SELECT * FROM review_action WHERE incident_key = :incident ORDER BY place")
                .param("incident", incident)
                .query((row, i) -> new Action(
                        row.getString("id"),
                        row.getString("what"),
                        row.getString("owner"),
                        row.getObject("due_on", LocalDate.class),
                        SqlTime.orNull(row, "done_at")))
                .list();
        return db.sql("SELECT * FROM review WHERE incident_key = :incident")
                .param("incident", incident)
                .query((row, i) -> new Review(
                        row.getString("incident_key"),
                        SqlTime.get(row, "drafted_at"),
                        row.getString("figures").lines().toList(),
                        row.getString("course").lines().toList(),
                        lines(row.getString("slow")),
                        lines(row.getString("overruled")),
                        row.getString("summary"),
                        row.getString("contributing"),
                        row.getString("went_well"),
                        row.getString("lucky"),
                        row.getString("owner"),
                        SqlTime.orNull(row, "due_at"),
                        row.getString("written_by"),
                        SqlTime.orNull(row, "written_at"),
                        actions))
                .optional();
    }

    private static List<String> lines(@Nullable String kept) {
        return kept == null ? List.of() : kept.lines().toList();
    }

    @Override
    public List<Late> late(Instant now, int limit) {
        // Of one that was opened again its review is not asked for until it is over once more.
        return db.sql("""
                SELECT r.incident_key, i.title, r.owner, r.due_at FROM review r JOIN incident i ON i.incident_key = r.incident_key
                 WHERE r.written_at IS NULL AND r.due_at < :now AND i.world = :world AND i.phase = :phase
                 ORDER BY r.due_at, r.incident_key LIMIT :n
                """)
                .param("now", SqlTime.of(now))
                .param("world", World.LIVE.id())
                .param("phase", Phase.LEARN.id())
                .param("n", limit)
                .query((row, i) -> new Late(
                        row.getString("incident_key"),
                        row.getString("title"),
                        row.getString("owner"),
                        SqlTime.get(row, "due_at")))
                .list();
    }

    /** Drafts it, or refreshes what the record says in one that is there; what a person wrote stays. */
    void draft(
            String incident,
            List<String> figures,
            List<String> course,
            List<String> slow,
            List<String> overruled,
            String summary,
            String contributing,
            String wentWell,
            String lucky,
            @Nullable String owner,
            Instant at,
            Instant dueAt) {
        int known = db.sql("""
                UPDATE review SET figures = :figures, course = :course, slow = :slow, overruled = :overruled,
                       due_at = CASE WHEN written_at IS NULL THEN :dueAt ELSE due_at END
                 WHERE incident_key = :incident
                """)
                .param("dueAt", SqlTime.of(dueAt))
                .param("figures", String.join("\n", figures))
                .param("course", String.join("\n", course))
                .param("slow", String.join("\n", slow))
                .param("overruled", String.join("\n", overruled))
                .param("incident", incident)
                .update();
        if (known > 0) {
            return;
        }
        db.sql("""
                INSERT INTO review
                  (incident_key, drafted_at, figures, course, slow, overruled, summary, contributing, went_well, lucky, owner, due_at)
                VALUES (:incident, :at, :figures, :course, :slow, :overruled, :summary, :contributing, :wentWell, :lucky, :owner, :dueAt)
                """)
                .param("incident", incident)
                .param("at", SqlTime.of(at))
                .param("figures", String.join("\n", figures))
                .param("course", String.join("\n", course))
                .param("slow", String.join("\n", slow))
                .param("overruled", String.join("\n", overruled))
                .param("summary", summary)
                .param("contributing", contributing)
                .param("wentWell", wentWell)
                .param("lucky", lucky)
                .param("owner", owner)
                .param("dueAt", SqlTime.of(dueAt))
                .update();
    }

    void write(
            String incident,
            String summary,
            String contributing,
            String wentWell,
            String lucky,
            @Nullable String owner,
            String by,
            Instant at) {
        db.sql("""
                UPDATE review SET summary = :summary, contributing = :contributing, went_well = :wentWell, lucky = :lucky,
                       owner = COALESCE(:owner, owner), written_by = :by, written_at = :at
                 WHERE incident_key = :incident
                """)
                .param("summary", summary)
                .param("contributing", contributing)
                .param("wentWell", wentWell)
                .param("lucky", lucky)
                .param("owner", owner)
                .param("by", by)
                .param("at", SqlTime.of(at))
                .param("incident", incident)
                .update();
    }

    void act(
            String id,
            String incident,
            int place,
            String what,
            @Nullable String owner,
            @Nullable LocalDate dueOn,
            Instant at,
            @Nullable Instant remindAt) {
        db.sql("""
                INSERT INTO review_action (id, incident_key, place, what, owner, due_on, agreed_at, remind_at)
                VALUES (:id, :incident, :place, :what, :owner, :dueOn, :at, :remindAt)
                """)
                .param("id", id)
                .param("incident", incident)
                .param("place", place)
                .param("what", what)
                .param("owner", owner)
                .param("dueOn", dueOn)
                .param("at", SqlTime.of(at))
                .param("remindAt", SqlTime.of(remindAt))
                .update();
    }
}
