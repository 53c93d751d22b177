package io.holdfast.delivery;

import io.holdfast.evidence.Actor;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.stereotype.Component;

/** {@code /holdfast note [INC-n] words}: a note on the incident's timeline. */
@Component
class NoteCommand implements CommandHandler {
    private final Incidents incidents;
    private final SlackWords words;

    NoteCommand(Incidents incidents, SlackWords words) {
        this.incidents = incidents;
        this.words = words;
    }

    @Override
    public String word() {
        return "note";
    }

    @Override
    public Said ran(Command command) {
        Incident named = command.incident();
        if (named == null || command.rest().isBlank()) {
            return words.said("slack/note-answer", Map.of("incident", "", "what", named == null ? "which" : "empty"));
        }
        Incident incident = incidents.locked(named.key());
        incident.note(
                new Actor.Person(command.by().username()),
                "note",
                "A note, from Slack",
                Map.of(),
                Map.of("note", command.rest().getBytes(StandardCharsets.UTF_8)));
        incidents.save(incident);
        return words.said("slack/note-answer", Map.of("incident", incident.key(), "what", "note"));
    }
}
