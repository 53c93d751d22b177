package io.holdfast.detect;

import io.holdfast.catalog.Queue;
import io.holdfast.evidence.Actor;
import io.holdfast.guidance.Sightings;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.incident.JourneyLights;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.Ids;
import io.holdfast.time.SqlTime;
import io.holdfast.time.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What agents say of their calls, as signals of kind report that belong to the incident they speak of. They are counted and shown; a
 * light is judged by measurements and alerts only.
 */
@Component
class FloorSightings implements Sightings {
    private final Incidents incidents;
    private final Playbooks playbooks;
    private final JdbcClient db;
    private final Times times;
    private final Ids ids;

    FloorSightings(Incidents incidents, Playbooks playbooks, JdbcClient db, Times times, Ids ids) {
        this.incidents = incidents;
        this.playbooks = playbooks;
        this.db = db;
        this.times = times;
        this.ids = ids;
    }

    @Override
    public void said(String key, String queueId, boolean sees, Actor by) {
        Incident incident = incidents.find(key).orElseThrow();
        Instant now = times.in(incident.world());
        Optional<Queue> queue = playbooks.current(incident.world()).catalog().queue(queueId);
        List<String> regions = queue.map(Queue::regions).orElse(List.of());
        String title = (sees ? "Seen by an agent of " : "Not seen by an agent of ")
                + queue.map(Queue::name).orElse(queueId);
        db.sql("""
                INSERT INTO signal (world, dedupe, occurrence, source, kind, state, title, journey, severity, region, channel,
                  segment, at, world_at, received_at, repeats, incident, digest, body)
                VALUES (:world, :dedupe, 1, 'agents', 'report', :state, :title, :journey, :severity, :region, '', '',
                  :now, :now, :now, 0, :incident, :digest, '')
                """)
                .param("world", incident.world().id())
                .param("dedupe", Texts.hash("sighting", ids.id()))
                .param("state", sees ? "firing" : "resolved")
                .param("title", Texts.bounded(title, 300))
                .param("journey", journey(incident, queue), java.sql.Types.VARCHAR)
                .param("severity", SeverityWords.ours(""))
                .param("region", regions.size() == 1 ? regions.get(0) : "")
                .param("now", SqlTime.of(now))
                .param("incident", key)
                .param("digest", Texts.hash(title))
                .update();
        incidents.tally(key, 1, 0, sees ? 1 : 0, now);
    }

    private static @Nullable String journey(Incident incident, Optional<Queue> queue) {
        return incident.journeys().stream()
                .map(JourneyLights::journey)
                .filter(j -> queue.isEmpty() || queue.get().journeys().contains(j))
                .findFirst()
                .orElse(null);
    }
}
