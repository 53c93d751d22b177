package io.holdfast.diagnose;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Dependency;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Suspect;
import io.holdfast.playbook.Playbooks;
import io.holdfast.tasks.Option;
import io.holdfast.tasks.TaskFacts;
import io.holdfast.tasks.TaskSubject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What is known about 'Confirm the diagnosis': the suspects with their reasons, the severity with its own. */
@Component
class DiagnosisFacts implements TaskFacts {
    private final Playbooks playbooks;
    private final SeverityWords severities;

    DiagnosisFacts(Playbooks playbooks, SeverityWords severities) {
        this.playbooks = playbooks;
        this.severities = severities;
    }

    @Override
    public Set<String> tasks() {
        return Set.of("confirmDiagnosis");
    }

    @Override
    public Map<String, Object> proposals(TaskSubject subject) {
        Incident incident = subject.incident();
        Map<String, Object> proposals = new LinkedHashMap<>();
        proposals.put("verdict", "confirm");
        incident.suspect().ifPresent(s -> proposals.put("suspect", s.id()));
        proposals.put("severity", incident.severity().name());
        return proposals;
    }

    @Override
    public Map<String, String> hints(TaskSubject subject) {
        Incident incident = subject.incident();
        Map<String, String> hints = new LinkedHashMap<>();
        incident.suspect().ifPresent(s -> hints.put("suspect", s.because() + ". " + s.ruledOutIf()));
        hints.put("severity", incident.severityBecause());
        return hints;
    }

    @Override
    public List<Option> options(TaskSubject subject, String source) {
        Incident incident = subject.incident();
        Catalog catalog = playbooks.number(incident.playbook()).catalog();
        List<Option> options = new ArrayList<>();
        if (source.equals("severities")) {
            options.addAll(severities.options(incident, catalog.locales().get(0)));
        } else if (source.equals("suspects")) {
            for (Suspect s : incident.suspects()) {
                options.add(new Option(s.id(), s.name()));
            }
            for (Dependency d : catalog.dependencies()) {
                if (options.stream().noneMatch(o -> o.id().equals(d.id()))) {
                    options.add(new Option(d.id(), d.name()));
                }
            }
        }
        return options;
    }
}
