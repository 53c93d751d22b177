package io.holdfast.resolve;

import io.holdfast.catalog.Mode;
import io.holdfast.catalog.ModeAction;
import io.holdfast.time.Ids;
import io.holdfast.time.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which steps a mode takes, in which order, and how far they are. Each undo is planned once, newest first. */
@Component
class ActionPlan {
    /** Undo of weights, to the usual shares at once. */
    private static final int USUAL = -1;

    private final ActionRows rows;
    private final JdbcClient db;
    private final Ids ids;
    private final Times times;

    ActionPlan(ActionRows rows, JdbcClient db, Ids ids, Times times) {
        this.rows = rows;
        this.db = db;
        this.ids = ids;
        this.times = times;
    }

    /** How far one direction is. */
    enum Progress {
        /** The next step is ours. */
        WORKING,
        /** The next step is a person's. */
        BY_HAND,
        /** Nothing is left. */
        DONE,
        /** A step could not be done, and the rest waits for what is decided. */
        FAILED;

        /** As diagrams ask for it, {@code by-hand}. */
        String id() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /** Whoever plans or takes a step of this switch does it one after the other; taken after the incident's lock. */
    void lock(String switchId) {
        db.sql("SELECT id FROM mode_switch WHERE id = :id FOR UPDATE")
                .param("id", switchId)
                .query(String.class)
                .optional();
    }

    /** Writes what is to be done to switch it on; nothing where that is written already. */
    void on(SwitchRow row, Mode mode) {
        lock(row.id());
        if (!rows.of(row.id()).isEmpty()) {
            return;
        }
        int ordinal = 0;
        for (ModeAction action : mode.allActions()) {
            int steps = action.kind().equals("weights") ? action.weights().size() : 1;
            for (int step = 0; step < steps; step++) {
                write(row, false, ordinal++, action, step);
            }
        }
    }

    /**
     * Writes what is to be done to put it back: what was never begun is left, what may be in effect is undone, newest first. In
     * steps where it fails back, to the usual at once where it is rolled back.
     *
     * @param keep whether what was done is kept where it is not rolled back: a change that was taken back stays so
     */
    void back(SwitchRow row, boolean keep) {
        lock(row.id());
        if (!rows.of(row.id(), true).isEmpty()) {
            return;
        }
        for (ActionRow on : rows.of(row.id(), false)) {
            if (on.state().equals("waiting") && !on.doubtful()) {
                rows.end(on, "left", "Not begun", null);
            } else if (on.state().equals("asked") || on.state().equals("waiting")) {
                rows.end(on, "unknown", "Given up half-way", times.in(row.world()));
            }
        }
        List<ActionRow> done = new ArrayList<>(rows.of(row.id(), false).stream()
                .filter(ActionRow::mayBeInEffect)
                .toList());
        Collections.reverse(done);
        boolean inSteps = row.backBecause() == null;
        if (keep && inSteps) {
            return;
        }
        int ordinal = 0;
        @Nullable String planned = null;
        for (ActionRow on : done) {
            if (on.action().id().equals(planned)) {
                continue;
            }
            planned = on.action().id();
            if (on.action().kind().equals("weights") && inSteps) {
                for (int step = on.step() - 1; step >= 0; step--) {
                    write(row, true, ordinal++, on.action(), step);
                }
            }
            write(row, true, ordinal++, on.action(), USUAL);
        }
    }

    private void write(SwitchRow row, boolean undo, int ordinal, ModeAction action, int step) {
        Instant now = times.in(row.world());
        String outcome = null;
        List<String> steps = undo ? action.back().steps() : action.steps();
        if (action.kind().equals("task") && steps.isEmpty()) {
            outcome = "Nothing to do";
        } else if (action.byHand() && row.incident() == null) {
            outcome = "By whoever switched it";
        }
        String key = row.id() + "_" + action.id() + "_" + ActionRows.direction(undo) + (step > 0 ? "_" + step : "");
        rows.insert(new ActionRow(
                ids.id(),
                row.world(),
                row.id(),
                row.incident(),
                row.place(),
                undo,
                ordinal,
                action,
                step,
                undo && step == 0 ? key + "_0" : key,
                outcome == null ? "waiting" : "done",
                false,
                0,
                now,
                null,
                outcome,
                outcome == null ? null : now));
    }

    /** The step that is next in this direction; empty where nothing is left. */
    Optional<ActionRow> next(String switchId, boolean undo) {
        return rows.of(switchId, undo).stream()
                .filter(r -> !r.state().equals("done") && !r.state().equals("left"))
                .findFirst();
    }

    Progress progress(String switchId, boolean undo) {
        if (undo && rows.of(switchId, false).stream().anyMatch(r -> r.state().equals("sending"))) {
            return Progress.WORKING;
        }
        Optional<ActionRow> next = next(switchId, undo);
        if (next.isEmpty()) {
            return Progress.DONE;
        }
        if (next.get().lost()) {
            return undo ? Progress.BY_HAND : Progress.FAILED;
        }
        return next.get().action().byHand() ? Progress.BY_HAND : Progress.WORKING;
    }

    /** A person has it from now on. */
    void asked(ActionRow row) {
        if (row.state().equals("waiting")) {
            rows.settle(row, row.attempt(), "asked", false, row.notBefore(), "A person is asked", null);
        }
    }

    /** A person's word on the step that is next. */
    void byHand(String switchId, boolean undo, boolean done, String words, Instant now) {
        next(switchId, undo)
                .filter(r -> r.action().byHand() || r.lost())
                .ifPresent(r -> rows.end(r, done ? "done" : undo ? "done" : "unknown", words, now));
    }
}
