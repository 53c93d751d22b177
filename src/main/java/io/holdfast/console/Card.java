package io.holdfast.console;

import io.holdfast.catalog.Mode;
import io.holdfast.tasks.Task;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The card 'Take command and send': what one decision is about. */
record Card(
        @Nullable Task command,
        List<Proposal> proposals,
        List<Step> nothing,
        @Nullable Instant dueAt) {

    /** The tasks of the card, in the order in which they are completed. */
    static final List<String> ORDER = List.of("takeCommand", "confirmDiagnosis", "approveMode", "approveUpdate");

    /**
     * One thing to agree to.
     *
     * @param kind the task's key
     * @param label what it is about
     * @param what the proposal itself
     * @param small beside the proposal
     * @param why reasons, one line each
     * @param left what happens without its tick
     * @param inputs what can be changed in place
     * @param mode the fallback; null where it is none
     * @param texts the words that go out
     */
    record Proposal(
            Task task,
            String kind,
            String label,
            String what,
            String small,
            List<String> why,
            String left,
            List<Forms.Input> inputs,
            @Nullable Mode mode,
            List<Forms.Input> texts,
            boolean ticked,
            @Nullable String error) {}

    /** What happens at that time if nobody acts. */
    record Step(Instant at, String what) {}

    /** Whether nothing waits for a decision. */
    public boolean empty() {
        return command == null && proposals.isEmpty();
    }
}
