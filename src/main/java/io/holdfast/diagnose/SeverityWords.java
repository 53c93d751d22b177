package io.holdfast.diagnose;

import io.holdfast.incident.Incident;
import io.holdfast.incident.Severity;
import io.holdfast.playbook.Words;
import io.holdfast.tasks.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What each severity means in words: one line each of {@code templates/diagnose/severities}, SEV1 first. */
@Component
class SeverityWords {
    private final Words words;

    SeverityWords(Words words) {
        this.words = words;
    }

    /** The four as choices; the incident's own keeps the label that the table gave it. */
    List<Option> options(Incident incident, String locale) {
        List<String> lines =
                words.render("diagnose/severities", locale, Map.of()).lines().toList();
        List<Option> options = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            String line = severity.ordinal() < lines.size() ? lines.get(severity.ordinal()) : severity.name();
            boolean own =
                    severity == incident.severity() && incident.severityLabel().startsWith(severity.name());
            options.add(new Option(severity.name(), own ? incident.severityLabel() : line));
        }
        return options;
    }
}
