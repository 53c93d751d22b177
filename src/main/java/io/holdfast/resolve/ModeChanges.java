package io.holdfast.resolve;

import io.holdfast.catalog.Mode;
import io.holdfast.engine.AfterCommit;
import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.guard.JudgedDecisions;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.playbook.Playbooks;
import io.holdfast.time.Times;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The one writer of a mode's state: legal moves only, each in the record, and whoever draws words from it is woken. */
@Component
class ModeChanges {
    private final ModeRows rows;
    private final Incidents incidents;
    private final Evidence evidence;
    private final Playbooks playbooks;
    private final Times times;
    private final Flags flags;
    private final JudgedDecisions judged;

    ModeChanges(
            ModeRows rows,
            Incidents incidents,
            Evidence evidence,
            Playbooks playbooks,
            Times times,
            Flags flags,
            JudgedDecisions judged) {
        this.rows = rows;
        this.incidents = incidents;
        this.evidence = evidence;
        this.playbooks = playbooks;
        this.times = times;
        this.flags = flags;
        this.judged = judged;
    }

    /** A new switch, and its first line in the record. */
    void propose(SwitchRow row, Actor by) {
        rows.insert(row);
        record(row, by, "Fallback " + row.name() + ": " + row.state() + ". " + row.because());
    }

    SwitchRow move(SwitchRow row, String to, Actor by) {
        ModeMoves.check(row.journey() + "/" + row.mode(), row.state(), to);
        Instant now = times.in(row.world());
        SwitchRow moved = row.with(to, now);
        if (to.equals("on")) {
            java.time.Duration hardEnd = mode(row).hardEnd();
            moved = new SwitchRow(
                    moved.id(),
                    moved.world(),
                    moved.incident(),
                    moved.journey(),
                    moved.mode(),
                    moved.name(),
                    moved.scope(),
                    moved.place(),
                    moved.state(),
                    moved.since(),
                    moved.because(),
                    true,
                    moved.begun(),
                    moved.backBecause(),
                    hardEnd == null ? null : now.plus(hardEnd));
        }
        rows.update(moved);
        if (to.equals("verified")) {
            rows.verified(moved.id(), now);
        }
        AfterCommit.run(flags::changed);
        judge(moved);
        record(
                moved,
                by,
                "Fallback " + moved.name() + " is " + (kept(moved) ? keptInWords(to) : inWords(to) + why(moved)));
        return moved;
    }

    /** What came of whoever decided on it: it helped, or somebody had to take it back. */
    private void judge(SwitchRow row) {
        if (row.state().equals("verified")) {
            judged.outcome(row.id(), true, "Fallback " + row.name() + " is on, and the signals say that it helps");
        } else if (row.state().equals("rolling-back")) {
            judged.outcome(row.id(), false, "Fallback " + row.name() + " was rolled back");
        }
    }

    private static String why(SwitchRow row) {
        return row.state().equals("rolling-back") && row.backBecause() != null ? ": " + row.backBecause() : "";
    }

    /** Whether what it took back stays taken back, though the mode itself comes to its end. */
    private boolean kept(SwitchRow row) {
        return row.backBecause() == null
                && (row.state().equals("failing-back") || row.state().equals("off"))
                && mode(row).undoes() != null;
    }

    private static String keptInWords(String state) {
        return state.equals("off")
                ? "off the list; the change stays taken back"
                : "no longer needed; the change stays taken back";
    }

    private static String inWords(String state) {
        return switch (state) {
            case "switching" -> "being switched on";
            case "failing-back", "rolling-back" -> "being put back";
            case "verified" -> "on, and the signals say that it helps";
            default -> state;
        };
    }

    private void record(SwitchRow row, Actor by, String text) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("switch", row.id());
        body.put("journey", row.journey());
        body.put("mode", row.mode());
        body.put("state", row.state());
        body.put("regions", row.scope().regions());
        if (row.incident() == null) {
            evidence.record(
                    new Entry(row.world(), Entry.HOUSE, times.in(row.world()), "mode." + row.state(), text, by, body));
            return;
        }
        Incident incident = incidents.locked(row.incident());
        incident.note(by, "mode." + row.state(), text, body, Map.of());
        if (row.state().equals("on") || row.state().equals("off")) {
            incident.wake("facts-changed", null);
        }
        incidents.save(incident);
    }

    /** The mode in the newest catalog; what an incident began with counts where the newest has it no more. */
    Mode mode(SwitchRow row) {
        return playbooks
                .current(row.world())
                .catalog()
                .mode(row.journey(), row.mode())
                .or(() -> began(row))
                .orElseThrow(() ->
                        new NoSuchElementException("The catalog has no mode " + row.journey() + "/" + row.mode()));
    }

    private Optional<Mode> began(SwitchRow row) {
        return Optional.ofNullable(row.incident())
                .flatMap(incidents::find)
                .flatMap(i -> playbooks.number(i.playbook()).catalog().mode(row.journey(), row.mode()));
    }
}
