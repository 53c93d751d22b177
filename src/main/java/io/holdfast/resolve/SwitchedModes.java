package io.holdfast.resolve;

import io.holdfast.catalog.Journey;
import io.holdfast.catalog.Mode;
import io.holdfast.evidence.Actor;
import io.holdfast.facts.ModesOn;
import io.holdfast.guard.Ruling;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.incident.Phase;
import io.holdfast.incident.Scope;
import io.holdfast.playbook.Playbooks;
import io.holdfast.security.Approvals;
import io.holdfast.security.Caller;
import io.holdfast.security.Forbidden;
import io.holdfast.time.Ids;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class SwitchedModes implements Modes, ModesOn {
    private final ModeRows rows;
    private final ModeChanges changes;
    private final AloneModes alone;
    private final MaySwitch maySwitch;
    private final ModeGuard guard;
    private final Incidents incidents;
    private final Playbooks playbooks;
    private final Ids ids;
    private final Times times;
    private final Approvals approvals;

    SwitchedModes(
            ModeRows rows,
            ModeChanges changes,
            AloneModes alone,
            MaySwitch maySwitch,
            ModeGuard guard,
            Incidents incidents,
            Playbooks playbooks,
            Ids ids,
            Times times,
            @Value("${holdfast.approvals:people}") String approvals) {
        this.rows = rows;
        this.changes = changes;
        this.alone = alone;
        this.maySwitch = maySwitch;
        this.guard = guard;
        this.incidents = incidents;
        this.playbooks = playbooks;
        this.ids = ids;
        this.times = times;
        this.approvals = Approvals.of(approvals);
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
    public List<Mode> onOrAsked(String incident) {
        return rows.of(incident).stream()
                .filter(r -> ModeMoves.isOn(r.state())
                        || r.state().equals("proposed")
                        || r.state().equals("switching"))
                .map(changes::mode)
                .toList();
    }

    @Override
    public List<ModeSwitch> of(String incident) {
        return rows.of(incident).stream().map(SwitchRow::shown).toList();
    }

    @Override
    public Map<String, List<ModeSwitch>> of(Collection<String> incidents) {
        Map<String, List<ModeSwitch>> all = new HashMap<>();
        rows.of(incidents).stream()
                .map(SwitchRow::shown)
                .filter(m -> m.incident() != null)
                .forEach(m -> all.computeIfAbsent(m.incident(), i -> new ArrayList<>())
                        .add(m));
        return all;
    }

    @Override
    public List<ModeSwitch> current(World world) {
        return rows.current(world).stream().map(SwitchRow::shown).toList();
    }

    @Override
    @Transactional(noRollbackFor = ModeRefused.class)
    public ModeSwitch switchOn(
            World world,
            String journey,
            String mode,
            Scope scope,
            @Nullable String incident,
            String because,
            Actor by) {
        return switchOn(world, journey, mode, scope, incident, because, by, null);
    }

    @Override
    @Transactional(noRollbackFor = {ModeRefused.class, Forbidden.class})
    public ModeSwitch switchOn(
            World world,
            String journey,
            String mode,
            Scope scope,
            @Nullable String incident,
            String because,
            Caller by) {
        return switchOn(world, journey, mode, scope, incident, because, by.actor(), by.token() ? by : null);
    }

    private ModeSwitch switchOn(
            World world,
            String journey,
            String mode,
            Scope scope,
            @Nullable String incident,
            String because,
            Actor by,
            @Nullable Caller token) {
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
        maySwitch.check(wanted, by);
        String key = belongsTo(world, journey, incident);
        rows.lock(world);
        rows.on(world, journey, mode).stream()
                .filter(r -> r.scope().touches(scope))
                .findFirst()
                .ifPresent(r -> {
                    throw new IllegalStateException("The mode " + journey + "/" + mode + " is " + r.state() + " already"
                            + (r.state().equals("proposed") && !r.approved()
                                    ? "; its task 'Switch to this mode?' decides"
                                    : ""));
                });
        String id = ids.id();
        Ruling ruling = key == null
                ? guard.askAlone(world, scope, journey, mode, id, token != null)
                : guard.askFor(incidents.locked(key), journey, mode, scope, id, token != null);
        if (ruling.suggests()) {
            throw new ModeRefused("The guardrails only suggest this mode now: " + ruling.because());
        }
        if (token != null && !ruling.acts()) {
            approvals.check(
                    token,
                    "Switching on '" + wanted.name() + "' approves what the guardrails leave to a person ("
                            + ruling.because() + ")");
        }
        SwitchRow row = new SwitchRow(
                id,
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
        return alone.begin(row, by).shown();
    }

    /**
     * The key of the incident that takes it in hand, locked; null where it stands alone. What may still prove a false alarm has no
     * process for it yet, and a person who wants it on does not wait for that.
     */
    private @Nullable String belongsTo(World world, String journey, @Nullable String incident) {
        Optional<Incident> belongs = incident != null
                ? incidents.find(incident)
                : incidents.open(world).stream()
                        .filter(i -> takesModes(i)
                                && i.journeys().stream()
                                        .anyMatch(j -> j.journey().equals(journey)))
                        .findFirst();
        if (belongs.isEmpty()) {
            return null;
        }
        Incident locked = incidents.locked(belongs.get().key());
        return takesModes(locked) ? locked.key() : null;
    }

    private static boolean takesModes(Incident incident) {
        return incident.goingOn() && incident.phase() != Phase.DETECT;
    }

    @Override
    @Transactional
    public ModeSwitch undo(World world, String journey, String mode, String because, Actor by) {
        rows.on(world, journey, mode).stream()
                .map(SwitchRow::incident)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .forEach(incidents::locked);
        rows.lock(world);
        List<SwitchRow> all = rows.on(world, journey, mode);
        if (all.isEmpty()) {
            throw new NoSuchElementException("The mode " + journey + "/" + mode + " is not on");
        }
        List<SwitchRow> on = all.stream()
                .filter(r -> ModeMoves.isOn(r.state()) || r.state().equals("failing-back"))
                .toList();
        if (on.isEmpty()) {
            throw new IllegalStateException("The mode " + journey + "/" + mode + " is "
                    + all.get(0).state() + "; it can be put back once it is on");
        }
        return on.stream().map(row -> undo(row, because, by)).toList().get(0);
    }

    private ModeSwitch undo(SwitchRow row, String because, Actor by) {
        if (row.state().equals("failing-back")) {
            // It stands half-way while the signals are bad; a person decides that it goes on all the same.
            SwitchRow goesOn = row.backBecause(because);
            rows.update(goesOn);
            return goesOn.shown();
        }
        SwitchRow wanted = row.backBecause(because);
        rows.update(wanted);
        if (row.incident() == null) {
            return alone.back(wanted, by).shown();
        }
        Incident locked = incidents.locked(row.incident());
        locked.note(
                by, "mode.undo", "Fallback " + row.name() + " is to be put back", Map.of("switch", row.id()), Map.of());
        locked.wake("mode-undo", null);
        incidents.save(locked);
        return wanted.shown();
    }

    @Override
    @Transactional
    public ModeSwitch failBack(String switchId, Actor by) {
        SwitchRow seen = rows.get(switchId);
        rows.lock(seen.world());
        SwitchRow row = rows.get(switchId);
        if (row.incident() != null) {
            throw new IllegalStateException("It belongs to " + row.incident() + ", whose process puts it back");
        }
        return ModeMoves.isOn(row.state()) ? alone.back(row, by).shown() : row.shown();
    }

    @Override
    public Course course(String switchId) {
        return rows.course(switchId);
    }
}
