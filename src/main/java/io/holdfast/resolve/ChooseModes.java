package io.holdfast.resolve;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Light;
import io.holdfast.catalog.Mode;
import io.holdfast.catalog.Verdict;
import io.holdfast.evidence.Actor;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.incident.JourneyLights;
import io.holdfast.playbook.Decision;
import io.holdfast.playbook.Decisions;
import io.holdfast.playbook.IncidentFacts;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.Ids;
import io.holdfast.time.Times;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Choose modes: asks {@code fallback-rules.dmn} for each hit journey and each of its lights that is strained or bad, in order of
 * protection. One mode per journey is proposed, the first that a rule names; what was proposed once is not proposed again
 * before the incident goes round again.
 */
@Component("chooseModes")
class ChooseModes implements JavaDelegate {
    private final Incidents incidents;
    private final Playbooks playbooks;
    private final Decisions decisions;
    private final ModeRows rows;
    private final ModeChanges changes;
    private final UndoChange undo;
    private final Ids ids;
    private final Times times;

    ChooseModes(
            Incidents incidents,
            Playbooks playbooks,
            Decisions decisions,
            ModeRows rows,
            ModeChanges changes,
            UndoChange undo,
            Ids ids,
            Times times) {
        this.incidents = incidents;
        this.playbooks = playbooks;
        this.decisions = decisions;
        this.rows = rows;
        this.changes = changes;
        this.undo = undo;
        this.ids = ids;
        this.times = times;
    }

    private record Choice(Mode mode, Decision decision, int row) {}

    @Override
    public void execute(DelegateExecution execution) {
        String key = execution.getProcessBusinessKey();
        Incident incident = incidents.locked(key);
        execution.setVariable("verdict", incident.goingOn() ? "goes-on" : "over");
        if (!incident.goingOn()) {
            return;
        }
        Catalog catalog = playbooks.number(incident.playbook()).catalog();
        Set<String> known = rows.ofThisRound(key).stream()
                .filter(r -> !takesBack(catalog, r))
                .map(SwitchRow::journey)
                .collect(Collectors.toCollection(HashSet::new));
        for (JourneyLights lights : incident.journeys()) {
            Optional<Journey> journey = catalog.journey(lights.journey());
            if (journey.isEmpty() || !known.add(lights.journey())) {
                continue;
            }
            Optional<Choice> choice = choose(incident, catalog, journey.get(), lights);
            if (choice.isEmpty()) {
                known.remove(lights.journey());
                continue;
            }
            Object because =
                    choice.get().decision().rows().get(choice.get().row()).get("because");
            propose(
                    incident,
                    journey.get(),
                    choice.get().mode(),
                    because == null ? "The rules propose it" : because.toString(),
                    choice.get().decision().rule(choice.get().row()));
        }
        offerUndo(incident, catalog);
    }

    // What takes a suspected change back stands beside the fallback: one does not wait for the other.
    private void offerUndo(Incident incident, Catalog catalog) {
        Set<String> known = rows.ofThisRound(incident.key()).stream()
                .map(r -> r.journey() + "/" + r.mode())
                .collect(Collectors.toCollection(HashSet::new));
        for (UndoChange.Offer offer : undo.offers(incident, catalog)) {
            if (known.add(offer.journey().id() + "/" + offer.mode().id())) {
                propose(incident, offer.journey(), offer.mode(), offer.because(), new Actor.Self("resolve"));
            }
        }
    }

    private static boolean takesBack(Catalog catalog, SwitchRow row) {
        return catalog.mode(row.journey(), row.mode())
                .filter(m -> m.undoes() != null)
                .isPresent();
    }

    private Optional<Choice> choose(Incident incident, Catalog catalog, Journey journey, JourneyLights lights) {
        for (Light light : Light.values()) {
            Verdict verdict = lights.of(light);
            if (verdict != Verdict.BAD && verdict != Verdict.STRAINED) {
                continue;
            }
            Map<String, Object> facts = IncidentFacts.of(incident, catalog, times.in(incident.world()));
            facts.put("journey", journey.id());
            facts.put("light", light.id());
            facts.put("verdict", verdict.id());
            Decision decision =
                    decisions.decide(incident.world(), incident.key(), incident.playbook(), "fallback-rules", facts);
            for (int i = 0; i < decision.rows().size(); i++) {
                Object named = decision.rows().get(i).get("mode");
                Optional<Mode> mode = journey.modes().stream()
                        .filter(m -> m.id().equals(named))
                        .findFirst();
                if (mode.isPresent()) {
                    return Optional.of(new Choice(mode.get(), decision, i));
                }
            }
        }
        return Optional.empty();
    }

    private void propose(Incident incident, Journey journey, Mode mode, String because, Actor by) {
        SwitchRow row = new SwitchRow(
                ids.id(),
                incident.world(),
                incident.key(),
                journey.id(),
                mode.id(),
                mode.name(),
                incident.scope(),
                journey.protectionOrder(),
                "proposed",
                times.in(incident.world()),
                because,
                false,
                false,
                null,
                null);
        changes.propose(row, by);
        Incident again = incidents.locked(incident.key());
        again.wake("mode-proposed", row.id());
        incidents.save(again);
    }
}
