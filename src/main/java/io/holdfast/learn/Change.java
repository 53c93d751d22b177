package io.holdfast.learn;

import io.holdfast.playbook.Fault;
import io.holdfast.playbook.FileChange;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A change of the playbook.
 *
 * @param id {@code CHG-4}
 * @param because why, in the words of whoever proposed it
 * @param incident key of the incident that it was learned from; null for none
 * @param base number of the playbook that it changes
 * @param candidate number of the version that it makes; null where it was refused
 * @param emergency whether it was put in force at once, by one person, while an incident burned
 * @param by who proposed it; {@code files} where it came from the team's folder
 * @param problems why it was refused
 * @param replay what its replay found; null while it is not there
 * @param decided who approved or rejected it; null while nobody has
 * @param watchUntil until when it is watched; null before it is in force
 * @param keptAt when the watch ended and it was kept; null while it has not
 * @param judged another person's word on an emergency; null while it is wanted, or none is
 * @param back who rolled it back; null where nobody did
 * @param backVersion the version that this made
 */
public record Change(
        String id,
        State state,
        String because,
        @Nullable String incident,
        long base,
        @Nullable Long candidate,
        boolean emergency,
        String by,
        Instant proposedAt,
        List<FileChange> files,
        List<Fault> problems,
        @Nullable Replay replay,
        @Nullable Word decided,
        @Nullable Instant watchUntil,
        @Nullable Instant keptAt,
        @Nullable Word judged,
        @Nullable Word back,
        @Nullable Long backVersion) {

    /** As the public contract names them. */
    public enum State {
        REFUSED,
        REPLAYING,
        AWAITING_APPROVAL,
        IN_FORCE,
        ROLLED_BACK,
        REJECTED;

        /** The word of the public contract, {@code awaiting-approval}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static State of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** Somebody's word. */
    public record Word(String by, String because, Instant at) {}

    /**
     * Whether an emergency still waits for another person's judgement. Its author may take it back at any time, since that is the safe
     * way, and does not end this by it; when another person rolled it back, that was the judgement.
     */
    public boolean wantsJudgement() {
        return wantsJudgement(emergency, state, judged, back, by);
    }

    static boolean wantsJudgement(
            boolean emergency, State state, @Nullable Word judged, @Nullable Word back, String by) {
        boolean held = state == State.IN_FORCE
                || state == State.ROLLED_BACK && back != null && back.by().equals(by);
        return emergency && held && judged == null;
    }
}
