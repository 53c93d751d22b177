package io.holdfast.resolve;

import io.holdfast.catalog.Vendor;
import io.holdfast.evidence.Actor;
import io.holdfast.tasks.Answer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people read of a mode's steps. */
final class ModeWords {
    private ModeWords() {}

    /** {@code Webhook to the IVR could not be done: it answered 500}. */
    static String failed(ActionRow row) {
        String outcome = row.outcome();
        return row.name() + " could not be done" + (outcome == null ? "" : ": " + outcome);
    }

    /** What a person does in this step, in order. */
    static String steps(ActionRow row, Optional<Vendor> vendor) {
        if (row.lost()) {
            return "Holdfast could not put it back by itself (" + row.outcome() + "). See that it is as usual: "
                    + row.name() + ".";
        }
        List<String> steps =
                row.undo() ? row.action().back().steps() : row.action().steps();
        String numbered = numbered(steps);
        if (!row.action().kind().equals("vendor-case") || row.undo()) {
            return numbered;
        }
        return vendor.map(v -> "Open a case with " + v.name() + ": " + v.support() + "." + quote(v.contract())
                                + (v.answerWithin() == null
                                        ? ""
                                        : " They promise an answer within " + v.answerWithin() + "."))
                        .orElse("Open a case.")
                + (numbered.isEmpty() ? "" : " " + numbered);
    }

    private static String quote(@Nullable String contract) {
        return contract == null ? "" : " Quote contract " + contract + ".";
    }

    /** {@code By dana: done}. */
    static String byHand(Answer answer, boolean done) {
        String who = answer.by() instanceof Actor.Person person ? "By " + person.username() : "By hand";
        return done ? who : who + ": it can't be done";
    }

    static String numbered(List<String> steps) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < steps.size(); i++) {
            text.append(i + 1).append(") ").append(steps.get(i)).append(' ');
        }
        return text.toString().strip();
    }
}
