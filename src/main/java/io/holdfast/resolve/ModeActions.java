package io.holdfast.resolve;

import io.github.resilience4j.core.IntervalFunction;
import io.holdfast.engine.AfterCommit;
import io.holdfast.evidence.Actor;
import io.holdfast.evidence.Entry;
import io.holdfast.evidence.Evidence;
import io.holdfast.incident.Incident;
import io.holdfast.incident.Incidents;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Works off the steps of modes: one after the other within a mode, modes in their order of protection. Each attempt is claimed under
 * a lease, done outside of any transaction, and settled behind a fence; an attempt that nobody knows the end of is asked about before
 * it is repeated with the same key.
 */
@Component
public class ModeActions {
    /** After so many attempts a step is given up, and people are told. */
    static final int MOST = 5;

    private static final IntervalFunction LATER =
            IntervalFunction.ofExponentialBackoff(Duration.ofSeconds(1), 2, Duration.ofSeconds(30));
    private static final Actor SELF = new Actor.Self("resolve");

    private final ActionRows rows;
    private final ActionPlan plan;
    private final ModeRows switches;
    private final WatchRows watches;
    private final ModeWatch watch;
    private final AloneModes alone;
    private final Incidents incidents;
    private final Evidence evidence;
    private final Flags flags;
    private final Times times;
    private final TransactionTemplate transaction;
    private final Duration lease;

    /**
     * @param lease after so long an attempt counts as lost; longer than the longest call
     */
    ModeActions(
            ActionRows rows,
            ActionPlan plan,
            ModeRows switches,
            WatchRows watches,
            ModeWatch watch,
            AloneModes alone,
            Incidents incidents,
            Evidence evidence,
            Flags flags,
            Times times,
            TransactionTemplate transaction,
            @Value("${holdfast.actions-lease:PT30S}") String lease) {
        this.lease = DurationStyle.detectAndParse(lease);
        this.rows = rows;
        this.plan = plan;
        this.switches = switches;
        this.watches = watches;
        this.watch = watch;
        this.alone = alone;
        this.incidents = incidents;
        this.evidence = evidence;
        this.flags = flags;
        this.times = times;
        this.transaction = transaction;
    }

    /**
     * Looks at the signals of this world's modes, and does what is due of their steps. The live world's own worker calls it for {@code
     * live}; whoever drives another world calls it with a performer that reaches nothing real.
     *
     * @return how many attempts were made
     */
    public int runDue(World world, ActionPerformer performer) {
        watch.look(world);
        int attempts = 0;
        for (String id : rows.switches(world)) {
            while (step(id, performer)) {
                attempts++;
            }
        }
        return attempts;
    }

    private boolean step(String switchId, ActionPerformer performer) {
        Optional<ActionRow> claimed =
                Optional.ofNullable(transaction.execute(tx -> claim(switchId))).flatMap(c -> c);
        claimed.ifPresent(row -> {
            SwitchRow mode = switches.get(row.switchId());
            ActionOutcome outcome = attempt(row, mode, performer);
            transaction.executeWithoutResult(tx -> settle(row, mode, outcome));
        });
        return claimed.isPresent();
    }

    private Optional<ActionRow> claim(String switchId) {
        plan.lock(switchId);
        List<ActionRow> all = rows.of(switchId);
        boolean back = all.stream().anyMatch(ActionRow::undo);
        if (back) {
            for (ActionRow row : all) {
                if (!row.undo() && row.state().equals("sending")) {
                    if (!lapsed(row)) {
                        return Optional.empty();
                    }
                    // Nobody repeats what is about to be undone.
                    rows.end(row, "unknown", "Nobody knows whether it was done", times.in(row.world()));
                }
            }
            if (watches.of(switchId).filter(w -> w.held() != null).isPresent()) {
                return Optional.empty();
            }
        }
        Optional<ActionRow> next = plan.next(switchId, back).filter(this::mayGo);
        Instant until = times.real().plus(lease);
        return next.filter(row -> rows.claim(row, until))
                .map(row -> taken(row, row.doubtful() || row.state().equals("sending")));
    }

    private boolean mayGo(ActionRow row) {
        return !row.action().byHand()
                && (row.state().equals("waiting") && !row.notBefore().isAfter(times.in(row.world()))
                        || row.state().equals("sending") && lapsed(row));
    }

    private boolean lapsed(ActionRow row) {
        return row.leaseUntil() == null || !row.leaseUntil().isAfter(times.real());
    }

    private static ActionRow taken(ActionRow row, boolean doubtful) {
        return new ActionRow(
                row.id(),
                row.world(),
                row.switchId(),
                row.incident(),
                row.place(),
                row.undo(),
                row.ordinal(),
                row.action(),
                row.step(),
                row.key(),
                "sending",
                doubtful,
                row.attempt() + 1,
                row.notBefore(),
                row.leaseUntil(),
                row.outcome(),
                null);
    }

    private static ActionOutcome attempt(ActionRow row, SwitchRow mode, ActionPerformer performer) {
        ActionCall call = new ActionCall(
                row.world(),
                row.key(),
                row.switchId(),
                row.incident(),
                mode.journey(),
                mode.mode(),
                row.undo(),
                row.action(),
                row.send(),
                row.attempt());
        if (row.doubtful()) {
            ActionOutcome asked = performer.ask(call);
            if (asked.kind() != ActionOutcome.Kind.REFUSED) {
                return asked;
            }
        }
        return performer.perform(call);
    }

    private void settle(ActionRow row, SwitchRow before, ActionOutcome outcome) {
        if (row.incident() == null) {
            switches.lock(row.world());
        } else {
            incidents.locked(row.incident());
        }
        plan.lock(row.switchId());
        Instant now = times.in(row.world());
        boolean doubtful = row.doubtful() || outcome.kind() == ActionOutcome.Kind.UNKNOWN;
        boolean nowBack = !row.undo() && !rows.of(row.switchId(), true).isEmpty();
        boolean last = outcome.kind() == ActionOutcome.Kind.REFUSED || row.attempt() >= MOST || nowBack;
        String state = outcome.kind() == ActionOutcome.Kind.DONE
                ? "done"
                : !last ? "waiting" : doubtful ? "unknown" : "failed";
        Instant next =
                now.plus(outcome.after() != null ? outcome.after() : Duration.ofMillis(LATER.apply(row.attempt())));
        boolean over = !state.equals("waiting");
        if (!rows.settle(row, row.attempt(), state, doubtful, over ? now : next, outcome.words(), over ? now : null)) {
            return; // another attempt counts
        }
        if (state.equals("done")) {
            rest(row, now);
        }
        if (over) {
            told(row, before, state, outcome.words());
        }
    }

    /** The next step of the same action waits as long as these shares hold. */
    private void rest(ActionRow row, Instant now) {
        Duration hold = row.hold();
        if (hold != null) {
            plan.next(row.switchId(), row.undo())
                    .filter(n -> n.action().id().equals(row.action().id()))
                    .ifPresent(n -> rows.notBefore(n, now.plus(hold)));
        }
        if (row.action().kind().equals("flag")) {
            switches.touched(row.world());
            AfterCommit.run(flags::changed);
        }
    }

    private void told(ActionRow row, SwitchRow mode, String state, String words) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("switch", row.switchId());
        body.put("action", row.action().id());
        body.put("key", row.key());
        body.put("state", state);
        body.put("attempts", row.attempt());
        String text = mode.name() + ": " + row.name() + (row.undo() ? ", put back: " : ": ")
                + (state.equals("done")
                        ? "done"
                        : state.equals("failed") ? "could not be done" : "nobody knows whether it was done")
                + ". " + words;
        String kind = "action." + (row.undo() ? "undo-" : "") + state;
        if (row.incident() == null) {
            evidence.record(new Entry(row.world(), Entry.HOUSE, times.in(row.world()), kind, text, SELF, body));
            alone.settled(switches.get(row.switchId()), SELF);
            return;
        }
        Incident incident = incidents.locked(row.incident());
        incident.note(SELF, kind, text, body, Map.of());
        if (!working(row.switchId())) {
            incident.wake("actions-settled", null);
        }
        incidents.save(incident);
    }

    private boolean working(String switchId) {
        boolean back = !rows.of(switchId, true).isEmpty();
        return plan.progress(switchId, back) == ActionPlan.Progress.WORKING;
    }

    /** Whether a process that waits for this mode's steps should hear that they have come to their end. */
    boolean settled(SwitchRow row) {
        return switch (row.state()) {
            case "switching", "failing-back", "rolling-back" ->
                !rows.of(row.id()).isEmpty() && !working(row.id());
            default -> false;
        };
    }

    /** When something is to be done next in this world; empty where nothing is. */
    @Nullable
    Instant nextDue(World world) {
        Optional<Instant> step = rows.nextDue(world);
        Optional<Instant> verify = watches.nextDue(world);
        return step.isPresent() && (verify.isEmpty() || step.get().isBefore(verify.get()))
                ? step.get()
                : verify.orElse(null);
    }
}
