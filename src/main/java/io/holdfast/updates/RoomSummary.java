package io.holdfast.updates;

import io.holdfast.catalog.Catalog;
import io.holdfast.delivery.RoomWords;
import io.holdfast.incident.Incident;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.World;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What an incident's channel shows: its topic, and the pinned summary. */
@Component
class RoomSummary implements RoomWords {
    private static final int TOPIC_AT_MOST = 250;

    private final StatusCommand status;
    private final Playbooks playbooks;
    private final io.holdfast.playbook.Words words;
    private final String publicUrl;

    RoomSummary(
            StatusCommand status,
            Playbooks playbooks,
            io.holdfast.playbook.Words words,
            @Value("${holdfast.public-url:http://localhost:8080}") String publicUrl) {
        this.status = status;
        this.playbooks = playbooks;
        this.words = words;
        this.publicUrl = publicUrl;
    }

    @Override
    public RoomWords.Words of(Incident incident) {
        Catalog catalog = playbooks.current(World.LIVE).catalog();
        String locale = catalog.locales().get(0);
        Map<String, Object> fields = new LinkedHashMap<>(status.fields(incident, catalog));
        fields.put("over", !incident.goingOn());
        fields.put("link", publicUrl + "/incidents/" + incident.key());
        String topic = words.render("slack/room-topic", locale, fields);
        return new RoomWords.Words(
                topic.length() <= TOPIC_AT_MOST ? topic : topic.substring(0, TOPIC_AT_MOST - 1) + "…",
                words.render("slack/room", locale, fields));
    }
}
