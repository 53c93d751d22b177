package io.holdfast.diagnose;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Verdict;
import io.holdfast.detect.Lights;
import io.holdfast.detect.SignalLog;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.incident.JourneyLights;
import io.holdfast.incident.Phase;
import io.holdfast.incident.Suspect;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Rank suspects: gathers what speaks for and against each, and writes the ranking with its reasons. */
@Component("rankSuspects")
class RankSuspects implements JavaDelegate {
    private static final Duration RECENT = Duration.ofHours(2);
    private static final int LINES = 300;

    private final Incidents incidents;
    private final Playbooks playbooks;
    private final Lights lights;
    private final SignalLog signals;
    private final Times times;

    RankSuspects(Incidents incidents, Playbooks playbooks, Lights lights, SignalLog signals, Times times) {
        this.incidents = incidents;
        this.playbooks = playbooks;
        this.lights = lights;
        this.signals = signals;
        this.times = times;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Incident incident = incidents.locked(execution.getProcessBusinessKey());
        incident.enter(Phase.DIAGNOSE);
        Optional<String> before = incident.suspect().map(Suspect::id);
        incident.rank(Suspects.rank(gather(incident)));
        // What hangs on the cause (fallbacks, guidance) is told once the work on it runs.
        if (incident.phase().ordinal() >= Phase.RESOLVE.ordinal()
                && !incident.suspect().map(Suspect::id).equals(before)) {
            incident.wake("facts-changed", null);
        }
        incidents.save(incident);
    }

    private Evidenced gather(Incident incident) {
        Catalog catalog = playbooks.number(incident.playbook()).catalog();
        Set<String> hit = new LinkedHashSet<>();
        for (JourneyLights journey : incident.journeys()) {
            hit.add(journey.journey());
        }
        Set<String> healthy = new LinkedHashSet<>();
        for (Lights.JourneyState state : lights.now(incident.world())) {
            if (!hit.contains(state.journey()) && isHealthy(state)) {
                healthy.add(state.journey());
            }
        }
        Instant since = incident.onsetAt().minus(RECENT);
        Map<Long, SignalLog.Line> lines = new LinkedHashMap<>();
        signals.of(incident.key(), LINES).forEach(l -> lines.put(l.id(), l));
        signals.unplaced(incident.world(), LINES).forEach(l -> lines.put(l.id(), l));
        List<Evidenced.Notice> notices = new ArrayList<>();
        List<Evidenced.Change> changes = new ArrayList<>();
        for (SignalLog.Line line : lines.values()) {
            if (line.kind().equals("notice")
                    && line.dependency() != null
                    && !line.state().equals("resolved")) {
                notices.add(new Evidenced.Notice(line.dependency(), line.title()));
            } else if (line.kind().equals("change")
                    && line.at().isAfter(since)
                    && (line.dependency() != null || line.journey() != null)) {
                changes.add(new Evidenced.Change(
                        "change-" + line.id(),
                        line.title(),
                        line.dependency(),
                        line.journey(),
                        ago(line.at(), incident)));
            }
        }
        return new Evidenced(hit, healthy, new LinkedHashSet<>(incident.alerted()), notices, changes, catalog);
    }

    private Duration ago(Instant at, Incident incident) {
        Instant from = at.isBefore(incident.onsetAt()) ? incident.onsetAt() : times.in(incident.world());
        return at.isBefore(from) ? Duration.between(at, from) : Duration.ZERO;
    }

    // Silence is unknown, never good: at least one light must say good, and none may say otherwise.
    private static boolean isHealthy(Lights.JourneyState state) {
        return state.lights().stream().anyMatch(l -> l.verdict() == Verdict.GOOD)
                && state.lights().stream()
                        .noneMatch(l -> l.verdict() == Verdict.BAD || l.verdict() == Verdict.STRAINED);
    }
}
