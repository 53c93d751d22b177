package io.holdfast.updates;

import io.holdfast.catalog.Catalog;
import io.holdfast.delivery.CommandHandler;
import io.holdfast.delivery.NewMessage.Button;
import io.holdfast.delivery.Said;
import io.holdfast.facts.FactSheet;
import io.holdfast.facts.FactSheets;
import io.holdfast.facts.FactWords;
import io.holdfast.incident.Incident;
import io.holdfast.people.People;
import io.holdfast.playbook.Playbooks;
import io.holdfast.playbook.Words;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** {@code /holdfast status}: what goes on, how bad, how far, and when customers hear next. */
@Component
class StatusCommand implements CommandHandler {
    private static final int AT_MOST = 15;

    private final FactSheets facts;
    private final People people;
    private final Playbooks playbooks;
    private final Words words;
    private final Times times;
    private final String publicUrl;

    StatusCommand(
            FactSheets facts,
            People people,
            Playbooks playbooks,
            Words words,
            Times times,
            @Value("${holdfast.public-url:http://localhost:8080}") String publicUrl) {
        this.facts = facts;
        this.people = people;
        this.playbooks = playbooks;
        this.words = words;
        this.times = times;
        this.publicUrl = publicUrl;
    }

    @Override
    public String word() {
        return "status";
    }

    @Override
    public Said ran(Command command) {
        Catalog catalog = playbooks.current(World.LIVE).catalog();
        String locale = catalog.locales().get(0);
        List<Said.Part> parts = new ArrayList<>();
        parts.add(new Said.Part(
                words.render("slack/status", locale, Map.of("count", (long)
                        command.open().size())),
                List.of()));
        for (Incident incident :
                command.open().subList(0, Math.min(AT_MOST, command.open().size()))) {
            Button open = new Button(
                    words.render("slack/task-button", locale, Map.of("name", incident.key())),
                    "open",
                    incident.key(),
                    false,
                    publicUrl + "/incidents/" + incident.key());
            parts.add(new Said.Part(
                    words.render("slack/status-incident", locale, fields(incident, catalog)), List.of(open)));
        }
        return new Said(parts);
    }

    /** What is said of an incident in Slack: by the answer, and by the post in its own channel. */
    Map<String, Object> fields(Incident incident, Catalog catalog) {
        String locale = catalog.locales().get(0);
        Instant now = times.in(World.LIVE);
        Instant next = facts.current(incident.key()).map(FactSheet::nextWordAt).orElse(null);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("incident", incident.key());
        fields.put("title", incident.title());
        fields.put("severity", incident.severity().name());
        fields.put("phase", incident.phase().name().toLowerCase(Locale.ROOT));
        fields.put("commander", incident.commander().map(people::nameOf).orElse(""));
        fields.put("owner", incident.owner().map(people::nameOf).orElse(""));
        fields.put("sinceAt", incident.onsetAt().getEpochSecond());
        fields.put("since", FactWords.time(incident.onsetAt(), now, catalog.zone(), locale));
        fields.put("nextAt", next == null ? 0L : next.getEpochSecond());
        fields.put("next", next == null ? "" : FactWords.time(next, now, catalog.zone(), locale));
        return fields;
    }
}
