package io.holdfast.guard;

import io.holdfast.incident.Scope;
import io.holdfast.time.SqlTime;
import io.holdfast.time.World;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Levels of agents as rows; one by hand for each agent, and one for each incident that lowers it. */
@Component
class AgentRows {
    private static final String BY_HAND = "";

    private final JdbcClient db;

    AgentRows(JdbcClient db) {
        this.db = db;
    }

    List<AgentLevels.Level> inForce(World world, Instant now) {
        return db.sql("""
                SELECT * FROM agent_level WHERE world = :world AND (until_at IS NULL OR until_at > :now) ORDER BY agent, since
                """)
                .param("world", world.id())
                .param("now", SqlTime.of(now))
                .query((row, i) -> map(row))
                .list();
    }

    void put(World world, AgentLevels.Level set, Hand by) {
        remove(world, set.agent(), set.incident());
        db.sql("""
                INSERT INTO agent_level (world, agent, incident_key, agent_level, because, set_by_kind, set_by_name, since,
                                         until_at, journeys, regions, channels, segments, decision)
                VALUES (:world, :agent, :incident, :level, :because, :kind, :name, :since, :until, :journeys, :regions,
                        :channels, :segments, :decision)
                """)
                .param("world", world.id())
                .param("agent", set.agent())
                .param("incident", set.incident() == null ? BY_HAND : set.incident())
                .param("level", set.level())
                .param("because", set.because())
                .param("kind", by.kind())
                .param("name", by.name())
                .param("since", SqlTime.of(set.since()))
                .param("until", SqlTime.of(set.until()))
                .param("journeys", String.join("\n", set.journeys()))
                .param("regions", String.join("\n", set.scope().regions()))
                .param("channels", String.join("\n", set.scope().channels()))
                .param("segments", String.join("\n", set.scope().segments()))
                .param("decision", set.decision())
                .update();
    }

    boolean remove(World world, String agent, @Nullable String incident) {
        return db.sql("DELETE FROM agent_level WHERE world = :world AND agent = :agent AND incident_key = :incident")
                        .param("world", world.id())
                        .param("agent", agent)
                        .param("incident", incident == null ? BY_HAND : incident)
                        .update()
                > 0;
    }

    private static AgentLevels.Level map(ResultSet row) throws SQLException {
        String incident = row.getString("incident_key");
        return new AgentLevels.Level(
                row.getString("agent"),
                row.getString("agent_level"),
                incident.isEmpty() ? null : incident,
                row.getString("because"),
                new Hand(row.getString("set_by_kind"), row.getString("set_by_name")).word(),
                SqlTime.get(row, "since"),
                SqlTime.orNull(row, "until_at"),
                list(row, "journeys"),
                new Scope(list(row, "regions"), list(row, "channels"), list(row, "segments")),
                row.getString("decision"));
    }

    private static List<String> list(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text.isEmpty() ? List.of() : Arrays.asList(text.split("\n"));
    }
}
