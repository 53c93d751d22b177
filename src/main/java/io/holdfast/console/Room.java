package io.holdfast.console;

import io.holdfast.evidence.Timeline;
import io.holdfast.incident.Suspect;
import io.holdfast.resolve.ModeSwitch;
import io.holdfast.tasks.Answer;
import io.holdfast.tasks.Task;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an incident's room shows. */
final class Room {

    private static final String RULED_OUT = "Ruled out if ";

    private Room() {}

    /** What comes next, and when: the largest figure in the room. */
    record Next(
            @Nullable Instant at,
            String what,
            String then,
            @Nullable String link,
            @Nullable String linkText) {}

    /** A step of the loop: {@code done}, {@code now} or {@code later}. */
    record Step(String name, String state) {}

    /**
     * Who knows, who does not, and of whom it is not clear: three numbers that are never added up.
     *
     * @param who whom it was for
     * @param waiting of the unclear ones, how many have not left yet
     */
    record Tally(
            String who,
            String channel,
            String reason,
            Instant at,
            int facts,
            String text,
            long know,
            long not,
            long unclear,
            long waiting) {
        public long all() {
            return know + not + unclear;
        }

        /** Where the bar's parts end, in percent. */
        public long knowShare() {
            return all() == 0 ? 0 : Math.round(100.0 * know / all());
        }

        public long notShare() {
            return all() == 0 ? 0 : Math.round(100.0 * not / all());
        }
    }

    /**
     * A fallback of this incident.
     *
     * @param steps how far each of its steps is
     * @param told what its signals told last, or why it stands half-way; null for nothing
     */
    record Fallback(
            ModeSwitch mode,
            String journey,
            String scope,
            String word,
            String verdict,
            boolean undo,
            List<String> steps,
            @Nullable String told) {}

    /**
     * A line of the timeline.
     *
     * @param how picks its drawing: auto, person, decision
     * @param outcome what became of the message that it is about; empty where it is about none
     * @param note words beside it, as their readers have them; null for none
     * @param times how often it was said, one straight after the other
     */
    record Line(
            Timeline.Line line,
            String how,
            String initial,
            String text,
            String outcome,
            @Nullable String note,
            int times) {
        Line oncemore() {
            return new Line(line, how, initial, text, outcome, note, times + 1);
        }
    }

    /** A cause that was looked at. */
    record Cause(int place, Suspect suspect, boolean worked) {
        /** What would rule it out, as half a sentence. */
        public String ruledOutIf() {
            return half(suspect.ruledOutIf());
        }

        static String half(String ruledOutIf) {
            return ruledOutIf.startsWith(RULED_OUT) ? ruledOutIf.substring(RULED_OUT.length()) : ruledOutIf;
        }
    }

    /** Somebody with a part in it. */
    record Part(String name, String part, String more) {}

    /** What the review and its actions say. */
    record Learned(@Nullable Answer review, List<Action> actions, List<Task> open) {}

    /** Something to be done so that the next one goes better. */
    record Action(String what, String owner, String due) {}
}
