package io.holdfast.detect;

import io.holdfast.time.SqlTime;
import io.holdfast.time.World;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class SignalRows implements SignalLog {
    private final JdbcClient db;

    SignalRows(JdbcClient db) {
        this.db = db;
    }

    @Override
    public List<Line> of(String incident, int limit) {
        return db.sql("SELECT * FROM signal WHERE incident = :incident ORDER BY id DESC LIMIT :n")
                .param("incident", incident)
                .param("n", limit)
                .query((r, i) -> line(r))
                .list();
    }

    @Override
    public List<Line> unplaced(World world, int limit) {
        return db.sql("""
                        SELECT * FROM signal WHERE world = :world AND reason IS NOT NULL AND incident IS NULL
                         ORDER BY id DESC LIMIT :n
                        """)
                .param("world", world.id())
                .param("n", limit)
                .query((r, i) -> line(r))
                .list();
    }

    private static Line line(ResultSet r) throws SQLException {
        return new Line(
                r.getLong("id"),
                r.getString("source"),
                r.getString("kind"),
                r.getString("title"),
                r.getString("state"),
                SqlTime.get(r, "at"),
                SqlTime.get(r, "received_at"),
                r.getString("journey"),
                r.getString("dependency"),
                r.getLong("repeats"),
                r.getString("incident"),
                r.getString("reason"));
    }
}
