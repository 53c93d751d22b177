package io.holdfast.drill;

import io.holdfast.delivery.Channel;
import io.holdfast.delivery.NewMessage;
import io.holdfast.evidence.Timeline;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks at a drill's world. */
@Component
class Sights {
    private static final int MOST_INCIDENTS = 100;
    private static final int MOST_LINES = 5_000;

    private final JdbcClient db;
    private final Incidents incidents;
    private final Timeline timeline;
    private final DrillRows rows;
    private final Times times;

    Sights(JdbcClient db, Incidents incidents, Timeline timeline, DrillRows rows, Times times) {
        this.db = db;
        this.incidents = incidents;
        this.timeline = timeline;
        this.rows = rows;
        this.times = times;
    }

    List<Incident> incidents(World world) {
        List<Incident> all = new ArrayList<>(incidents.list(world, false, null, MOST_INCIDENTS));
        Collections.reverse(all);
        return all;
    }

    Sight of(DrillRow drill) {
        World world = drill.world();
        List<Incident> all = incidents(world);
        List<Sight.Move> moves = new ArrayList<>();
        for (Incident incident : all) {
            for (Timeline.Line line : timeline.of(world, incident.key(), 0, MOST_LINES)) {
                if (line.kind().startsWith("mode.") && line.body().get("journey") instanceof String journey) {
                    moves.add(new Sight.Move(
                            journey,
                            String.valueOf(line.body().get("mode")),
                            line.kind().substring("mode.".length()),
                            line.at()));
                }
            }
        }
        List<Sight.Asked> asked = rows.tasks(drill.number()).values().stream()
                .map(task -> new Sight.Asked(task.key(), task.at()))
                .sorted(Comparator.comparing(Sight.Asked::at))
                .toList();
        return new Sight(times.in(world), all, moves, told(world), asked, outside(world));
    }

    private List<Sight.Told> told(World world) {
        Map<String, Long> meant = counts(world, "m.kind", "d.state <> 'untold'");
        Map<String, Long> reached = counts(world, "m.kind", "d.state IN ('sent', 'delivered')");
        Map<String, Long> by = counts(world, "m.kind || '/' || d.channel", "d.state IN ('sent', 'delivered')");
        List<Sight.Told> told = new ArrayList<>();
        for (NewMessage.Kind kind : NewMessage.Kind.values()) {
            long all = meant.getOrDefault(kind.name(), 0L);
            told.add(new Sight.Told(kind, null, all, reached.getOrDefault(kind.name(), 0L)));
            for (Channel channel : Channel.values()) {
                told.add(new Sight.Told(kind, channel, all, by.getOrDefault(kind.name() + "/" + channel.id(), 0L)));
            }
        }
        return told;
    }

    private Map<String, Long> counts(World world, String per, String which) {
        Map<String, Long> counts = new HashMap<>();
        db.sql("SELECT " + per
                        + " AS per, COUNT(DISTINCT d.recipient) AS n FROM delivery d JOIN message m ON m.id = d.message_id"
                        + " WHERE m.world = :world AND " + which + " GROUP BY " + per)
                .param("world", world.id())
                .query(row -> {
                    counts.put(row.getString("per"), row.getLong("n"));
                });
        return counts;
    }

    /** A message about this drill's incidents that is not of its world. */
    private long outside(World world) {
        return db.sql("SELECT COUNT(*) FROM message WHERE world <> :world AND incident_key LIKE :keys")
                .param("world", world.id())
                .param("keys", world.id().toUpperCase(Locale.ROOT) + "-INC-%")
                .query(Long.class)
                .single();
    }
}
