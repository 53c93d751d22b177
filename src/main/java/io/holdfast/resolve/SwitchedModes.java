package io.holdfast.resolve;

import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Mode;
import io.holdfast.evidence.Actor;
import io.holdfast.facts.ModesOn;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.incident.Scope;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.Ids;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class SwitchedModes implements Modes, ModesOn {
    private final ModeRows rows;
    private final ModeChanges changes;
    private final ModeGuard guard;
    private final Incidents incidents;
    private final Playbooks playbooks;
    private final Ids ids;
    private final Times times;

    SwitchedModes(
            ModeRows rows,
            ModeChanges changes,
            ModeGuard guard,
            Incidents incidents,
            Playbooks playbooks,
            Ids ids,
            Times times) {
        this.rows = rows;
        this.changes = changes;
        this.guard = guard;
        this.incidents = incidents;
        this.playbooks = playbooks;
        this.ids = ids;
        this.times = times;
    }

    /** For facts: what customers and agents can rely on. */
    @Override
    public List<Mode> on(String incident) {
        return rows.of(incident).stream()
                .filter(r -> ModeMoves.isOn(r.state()))
                .map(changes::mode)
                .toList();
    }

    @Override
    public List<ModeSwitch> of(String incident) {
        return rows.of(incident).stream().map(SwitchRow::shown).toList();
    }

    @Override
    public List<ModeSwitch> current(World world) {
        return rows.current(world).stream().map(SwitchRow::shown).toList();
    }

    @Override
    @Transactional
    public ModeSwitch switchOn(
            World world,
            String journey,
            String mode,
            Scope scope,
            @Nullable String incident,
            String because,
            Actor by) {
        Journey known = playbooks
                .current(world)
                .catalog()
                .journey(journey)
                .orElseThrow(() -> new NoSuchElementException("The catalog has no journey '" + journey + "'"));
        Mode wanted = known.modes().stream()
                .filter(m -> m.id().equals(mode))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("The journey " + journey + " has no mode '" + mode
                        + "'; it has "
                        + String.join(", ", known.modes().stream().map(Mode::id).toList())));
        rows.on(world, journey, mode).ifPresent(r -> {
            throw new IllegalStateException("The mode " + journey + "/" + mode + " is " + r.state() + " already");
        });
        Optional<Incident> belongs = incident != null
                ? incidents.find(incident)
                : incidents.open(world).stream()
                        .filter(i -> i.goingOn()
                                && i.journeys().stream()
                                        .anyMatch(j -> j.journey().equals(journey)))
                        .findFirst();
        String key = belongs.map(Incident::key).orElse(null);
        if (key != null) {
            Incident locked = incidents.locked(key);
            var decision = guard.ask(locked, journey, mode);
            if (decision.text("autonomy").equals("suggest")) {
                throw new IllegalStateException(
                        "The guardrails only suggest this mode now: " + decision.first("because"));
            }
        }
        SwitchRow row = new SwitchRow(
                ids.id(),
                world,
                key,
                journey,
                mode,
                wanted.name(),
                scope,
                known.protectionOrder(),
                "proposed",
                times.in(world),
                because,
                true,
                false,
                null,
                null);
        changes.propose(row, by);
        if (key != null) {
            Incident locked = incidents.locked(key);
            locked.wake("mode-proposed", row.id());
            incidents.save(locked);
            return row.shown();
        }
        return changes.move(changes.move(row, "switching", by), "on", by).shown();
    }

    @Override
    @Transactional
    public ModeSwitch undo(World world, String journey, String mode, String because, Actor by) {
        SwitchRow row = rows.on(world, journey, mode)
                .orElseThrow(() -> new NoSuchElementException("The mode " + journey + "/" + mode + " is not on"));
        if (!ModeMoves.isOn(row.state())) {
            throw new IllegalStateException(
                    "The mode " + journey + "/" + mode + " is " + row.state() + "; it can be put back once it is on");
        }
        SwitchRow wanted = new SwitchRow(
                row.id(),
                row.world(),
                row.incident(),
                row.journey(),
                row.mode(),
                row.name(),
                row.scope(),
                row.place(),
                row.state(),
                row.since(),
                row.because(),
                row.approved(),
                row.begun(),
                because,
                row.hardEnd());
        rows.update(wanted);
        if (row.incident() == null) {
            return changes.move(changes.move(wanted, "rolling-back", by), "off", by)
                    .shown();
        }
        Incident locked = incidents.locked(row.incident());
        locked.note(
                by,
                "mode.undo",
                "Fallback " + row.name() + " is to be put back",
                java.util.Map.of("switch", row.id()),
                java.util.Map.of());
        locked.wake("mode-undo", null);
        incidents.save(locked);
        return wanted.shown();
    }
}
