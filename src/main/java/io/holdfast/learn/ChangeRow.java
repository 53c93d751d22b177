package io.holdfast.learn;

import io.holdfast.playbook.PlaybookStore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A change as its row holds it. */
record ChangeRow(
        long number,
        Change.State state,
        boolean emergency,
        String because,
        @Nullable String incident,
        long base,
        @Nullable Long candidate,
        String byKind,
        String by,
        Instant proposedAt,
        @Nullable String replay,
        Change.@Nullable Word decided,
        @Nullable Instant watchUntil,
        @Nullable Instant keptAt,
        Change.@Nullable Word judged,
        Change.@Nullable Word back,
        @Nullable Long backVersion) {

    String id() {
        return "CHG-" + number;
    }

    PlaybookStore.Origin origin(@Nullable String approver) {
        return new PlaybookStore.Origin(by, approver, because, id());
    }

    boolean wantsJudgement() {
        return Change.wantsJudgement(emergency, state, judged, back, by);
    }

    /** Whether somebody waits for what its replay finds; an emergency is replayed afterwards, for whoever judges it. */
    boolean wantsReplay() {
        return state == Change.State.REPLAYING || wantsJudgement() && replay == null;
    }
}
