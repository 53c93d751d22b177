package io.holdfast.resolve;

import io.holdfast.evidence.Actor;
import io.holdfast.incident.Ending;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.time.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks at the signals of all modes that are on or going back, and tells whoever moves them what it found. */
@Component
class ModeWatch {
    private static final Actor SELF = new Actor.Self("resolve");

    private final ModeRows rows;
    private final WatchRows watches;
    private final Verification verification;
    private final AloneModes alone;
    private final ModeChanges changes;
    private final Incidents incidents;
    private final TransactionTemplate transaction;

    ModeWatch(
            ModeRows rows,
            WatchRows watches,
            Verification verification,
            AloneModes alone,
            ModeChanges changes,
            Incidents incidents,
            TransactionTemplate transaction) {
        this.rows = rows;
        this.watches = watches;
        this.verification = verification;
        this.alone = alone;
        this.changes = changes;
        this.incidents = incidents;
        this.transaction = transaction;
    }

    /** Looks at each once. */
    void look(World world) {
        for (SwitchRow row : rows.current(world)) {
            if (ModeMoves.isOn(row.state()) || row.state().equals("failing-back")) {
                watches.of(row.id()).ifPresent(watch -> {
                    if (!watch.equals(seen(row, watch))) {
                        transaction.executeWithoutResult(tx -> lookAgain(row));
                    }
                });
            }
        }
    }

    private WatchRow seen(SwitchRow row, WatchRow watch) {
        if (ModeMoves.isOn(row.state())) {
            return verification.look(row, watch);
        }
        return mayStop(row) ? verification.held(row, watch) : watch.held(null);
    }

    // Where it was no incident after all nothing is kept on for the sake of the signals.
    private boolean mayStop(SwitchRow row) {
        if (row.backBecause() != null) {
            return false;
        }
        Optional<Incident> incident = Optional.ofNullable(row.incident()).flatMap(incidents::find);
        return incident.isEmpty()
                || incident.get().goingOn()
                || incident.get().ending().filter(e -> e == Ending.RESOLVED).isPresent();
    }

    private void lookAgain(SwitchRow before) {
        if (before.incident() == null) {
            rows.lock(before.world());
        } else {
            incidents.locked(before.incident());
        }
        SwitchRow row = rows.get(before.id());
        WatchRow watch = watches.of(row.id()).orElseThrow();
        if (!ModeMoves.isOn(row.state()) && !row.state().equals("failing-back")) {
            return;
        }
        WatchRow seen = seen(row, watch);
        watches.update(seen);
        if (row.incident() == null) {
            if (!seen.found().isEmpty()) {
                moved(row, seen);
            }
            return;
        }
        Incident incident = incidents.locked(row.incident());
        String held = seen.held();
        if (held != null && watch.held() == null) {
            incident.note(
                    SELF, "mode.held", "Fallback " + row.name() + ": " + held, Map.of("switch", row.id()), Map.of());
        }
        if (!seen.found().equals(watch.found())) {
            incident.wake("mode-judged", null);
        }
        incidents.save(incident);
    }

    private void moved(SwitchRow row, WatchRow seen) {
        SwitchRow judged = judged(row, seen);
        if (!seen.found().equals("verified")) {
            alone.back(judged, SELF);
        }
    }

    /** Acts on what was found: verified, or to be put back and why. */
    SwitchRow judged(SwitchRow row, WatchRow seen) {
        watches.update(seen.found("", seen.words()));
        if (seen.found().equals("verified") && ModeMoves.allows(row.state(), "verified")) {
            return changes.move(row, "verified", SELF);
        }
        if (seen.found().equals("worse")) {
            SwitchRow wanted = row.backBecause(seen.words());
            rows.update(wanted);
            return wanted;
        }
        return row;
    }

    /** Switches of incidents of which something was found. */
    List<SwitchRow> found() {
        return watches.found().stream()
                .map(rows::get)
                .filter(r -> r.incident() != null && ModeMoves.isOn(r.state()))
                .toList();
    }
}
