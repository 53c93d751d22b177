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
        List<Sight.Told> told = new ArrayList<>();
        for (NewMessage.Kind kind : NewMessage.Kind.values()) {
            Map<String, String> which = Map.of("world", world.id(), "kind", kind.name());
            long meant = count("d.state NOT IN ('untold')", which);
            told.add(new Sight.Told(kind, null, meant, count("d.state IN ('sent', 'delivered')", which)));
            for (Channel channel : Channel.values()) {
                told.add(new Sight.Told(
                        kind,
                        channel,
                        meant,
                        count("d.state IN ('sent', 'delivered') AND d.channel = '" + channel.id() + "'", which)));
            }
        }
        return told;
    }

    private long count(String which, Map<String, String> params) {
        return db.sql("SELECT COUNT(DISTINCT d.recipient) FROM delivery d JOIN message m ON m.id = d.message_id"
                        + " WHERE m.world = :world AND m.kind = :kind AND " + which)
                .params(params)
                .query(Long.class)
                .single();
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
